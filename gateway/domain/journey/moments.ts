// When a promise to a stay falls due: the moments that it hangs on, and what it means that one of them is not known.
import type { Stay, StayMoment } from '../stays/stay.ts';
import { stayMoments } from '../stays/stay.ts';
import { type Judgement, noEvidence, notApplicable, pending } from './judgement.ts';
import { feedSource } from './silence.ts';
import type { Surroundings } from './surroundings.ts';

/** The first of `wanted` that the stay has. */
export function momentOf(stay: Stay, wanted: readonly StayMoment[]): number | undefined {
  return wanted.map((moment) => stay.moments[moment]).find((at) => at !== undefined);
}

const expectedOf: Partial<Readonly<Record<StayMoment, StayMoment>>> = {
  arrived: 'expected-arrival',
  'check-in-started': 'expected-arrival',
  'checked-in': 'expected-arrival',
  'check-out-started': 'expected-departure',
  'checked-out': 'expected-departure',
};

/** Told moments in their order; what is expected is no moment of its own here. */
const told: readonly StayMoment[] = stayMoments.filter(
  (one) => one !== 'expected-arrival' && one !== 'expected-departure',
);

/**
 * None of the moments is known. Where the stay is past them, nobody told; where they are overdue and the system that would
 * tell is silent, nobody can know; else it is too early.
 */
export function withoutMoment(around: Surroundings, stay: Stay, wanted: readonly StayMoment[]): Judgement {
  if (stay.state === 'void') return notApplicable;
  const last = Math.max(...wanted.map((one) => told.indexOf(one)));
  const later = told.slice(last + 1).find((one) => stay.moments[one] !== undefined);
  if (later !== undefined) return noEvidence(stay.moments[later] ?? 0, 'moment-unknown');
  const expectedAt = momentOf(
    stay,
    wanted.flatMap((one) => expectedOf[one] ?? []),
  );
  if (expectedAt === undefined) return pending(stay.lastAt);
  const { source, heardAt, silentAt } = around.hearingOfFeed('pms');
  if (around.now < expectedAt) return pending(expectedAt, expectedAt);
  const silence = around.silences.find((one) => one.source === source && one.from <= expectedAt && expectedAt < one.to);
  // Heard since: the guest is late, and nothing is missed yet.
  if (silence !== undefined || (heardAt ?? 0) >= expectedAt || silentAt === undefined) return pending(expectedAt);
  return around.now >= silentAt ? noEvidence(expectedAt, feedSource('pms')) : pending(expectedAt, silentAt);
}

export function isInSeason(
  { calendar }: Pick<Surroundings, 'calendar'>,
  months: readonly number[] | undefined,
  at: number,
): boolean {
  return months === undefined || months.includes(Number(calendar.dayOf(at).slice(5, 7)));
}

/** Opted in; of whom nobody knows who they are, nobody knows what they like. */
export function isWished({ preference }: { readonly preference?: string }, stay: Stay | undefined): boolean {
  return preference === undefined || Boolean(stay?.preferences[preference]);
}
