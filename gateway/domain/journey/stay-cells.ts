// The cells of stays: every promise that hangs on a stay, judged anew whenever something of it moves.
import type { ServiceStandard, StandardOf } from '../standards/service-standard.ts';
import type { Stay } from '../stays/stay.ts';
import { presence } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { type Cell, cellId } from './cell.ts';
import type { JourneyState, TrackedStay } from './journey-state.ts';
import { judgeDayOfStay, judgeStayDoneBy } from './judge-done-by.ts';
import { judgeMeasure } from './judge-measure.ts';
import { judgeStayWithin, windowOf } from './judge-within.ts';
import { forgotten, type Judgement, noEvidence, notApplicable, pending } from './judgement.ts';
import { type Match, matchStays, type StayWindow } from './matching.ts';
import { deviceSource, lookBackMs } from './silence.ts';
import { absenceOf, devicesAt, fitsAny, type JudgedHouse, type Surroundings } from './surroundings.ts';
import { isAfterStay } from './words.ts';

type Within = StandardOf<'within'>;
/** By the stay's reference. */
export type Matches = ReadonlyMap<string, Match>;

/** A machine can tell of it without a name: then it could be any stay's, and each is somebody's at most once. */
export function isContested({ evidence }: Within): boolean {
  return evidence.some(
    ({ person, stayEvent, touchpoint }) => person === undefined && stayEvent === undefined && !isAfterStay(touchpoint),
  );
}

/** What was found for every stay whose window is not long over. */
export function matchAll(state: JourneyState<JudgedHouse>, around: Surroundings, standard: Within): Matches {
  const recent = around.now - lookBackMs;
  const windows: StayWindow[] = [];
  const told = new Map<string, readonly TouchpointEvent[]>();
  for (const { stay, told: events } of state.stays.values()) {
    const window = windowOf(standard, stay);
    if (window === undefined || window.to < recent) continue;
    windows.push(window);
    const fitting = events.filter((event) => fitsAny(around, standard.evidence, event));
    if (fitting.length > 0) told.set(stay.reference, fitting);
  }
  const untold = [...state.untold].filter(
    (event) => event.source.startsWith('device:') && fitsAny(around, standard.evidence, event),
  );
  return matchStays(windows, told, untold);
}

/** The match of one stay; of a stay whose window is long over, or not open yet, what names it. */
function matchOf(
  around: Surroundings,
  standard: Within,
  { stay, told }: TrackedStay,
  matchesOf: (standard: Within) => Matches,
): Match | undefined {
  const isOwnAlone = !isContested(standard);
  const match = isOwnAlone ? undefined : matchesOf(standard).get(stay.reference);
  if (match !== undefined) return match;
  const window = windowOf(standard, stay);
  if (!isOwnAlone && window !== undefined && window.to >= around.now - lookBackMs) return undefined;
  const fitting = told.filter((event) => fitsAny(around, standard.evidence, event));
  const anyTime = { stay: stay.reference, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, cups: 1 };
  return matchStays([window ?? anyTime], new Map([[stay.reference, fitting]]), []).get(stay.reference);
}

/** What a promise says of a stay: one thing, or one for each of its days, that are near or were judged already. */
export function subjectsOf(
  { cellsByStay }: JourneyState<JudgedHouse>,
  { calendar, now }: Surroundings,
  standard: ServiceStandard,
  { key }: Stay,
): readonly StaySubject[] {
  if (standard.kind !== 'done-by' || standard.until === undefined) return [{ id: key }];
  const today = calendar.dayOf(now);
  const near = [-1, 0, 1].map((days) => calendar.dayAfter(today, days));
  const own = cellId(standard, `${key}/`);
  const judged = [...(cellsByStay.get(key)?.keys() ?? [])].filter((id) => id.startsWith(own));
  const days = new Set([...judged.map((id) => id.slice(own.length)), ...near]);
  return [...days].toSorted().map((day) => ({ id: `${key}/${day}`, day }));
}

export interface StaySubject {
  readonly id: string;
  /** The day of the stay, where each has a promise of its own. */
  readonly day?: string;
}

/** Undefined where the standard does not hang on stays. */
export function judgeStay(
  state: JourneyState<JudgedHouse>,
  around: Surroundings,
  standard: ServiceStandard,
  tracked: TrackedStay,
  matchesOf: (standard: Within) => Matches,
  day?: string,
): Judgement | undefined {
  const { stay, told } = tracked;
  switch (standard.kind) {
    case 'within':
      if (standard.from.stay === undefined) return judgeSilentWay(state, around, standard, stay);
      return judgeStayWithin(around, standard, stay, matchOf(around, standard, tracked, matchesOf));
    case 'measure': {
      const other = standard.at.evidenceOf === undefined ? undefined : state.standards.get(standard.at.evidenceOf);
      const match = other?.kind === 'within' ? matchOf(around, other, tracked, matchesOf) : undefined;
      const window = other?.kind === 'within' && match === undefined ? windowOf(other, stay) : undefined;
      if (window !== undefined && window.to < around.now - lookBackMs) return forgotten;
      return judgeMeasure(around, standard, stay, match);
    }
    case 'done-by':
      if (standard.of === undefined) return undefined;
      return day === undefined
        ? judgeStayDoneBy(around, standard, stay, told)
        : judgeDayOfStay(around, standard, stay, told, day);
    case 'available':
      return undefined;
  }
}

/**
 * Nothing came in through the way that it would have come: the call panel of the stay's rooms. Where that was silent while
 * the stay was in the house, nobody knows whether the guest called.
 */
function judgeSilentWay(
  state: JourneyState<JudgedHouse>,
  around: Surroundings,
  standard: Within,
  stay: Stay,
): Judgement | undefined {
  const { through } = standard;
  const trigger = standard.from.event;
  if (through === undefined || trigger === undefined) return undefined;
  const time = presence(stay);
  if (time === undefined || stay.state === 'void') return notApplicable;
  if (time.to === undefined) return pending(time.from);
  const own = [...(state.cellsByStay.get(stay.key)?.keys() ?? [])];
  const silentWay = cellId(standard, stay.key);
  const came = own.some((id) => id.startsWith(cellId(standard, '')) && id !== silentWay);
  if (came) return notApplicable;
  const devices = stay.rooms.flatMap(({ space }) => devicesAt(around, through, space));
  const to = time.to;
  const silent = devices.find(({ record }) =>
    state.silences.some((one) => one.source === deviceSource(record.id) && one.from < to && one.to > time.from),
  );
  if (silent !== undefined) return noEvidence(to, deviceSource(silent.record.id));
  const unheard = devices.find((one) => (one.lastHeardAt ?? 0) < to && one.presence !== 'online');
  if (unheard !== undefined) return noEvidence(to, deviceSource(unheard.record.id));
  const { kind, ...rest } = absenceOf(around, [trigger], { from: time.from, to });
  return kind === 'unknown' && 'source' in rest ? noEvidence(to, String(rest.source)) : notApplicable;
}

/** What rests on readings and dispenses that are forgotten by now stays as it was judged. */
export function isSettled(standing: Cell | undefined, judgement: Judgement, now: number): boolean {
  return (
    standing?.outcome !== undefined &&
    standing.at < now - lookBackMs &&
    (judgement.outcome === 'no-evidence' || judgement.outcome === 'missed' || judgement === forgotten)
  );
}
