// The cells of days: machines through their hours, jobs done by a clock time; each device or place on each local day.
import type { LocalDay } from '../calendar.ts';
import { aheadSecondsOf } from '../foresight/work-ahead.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import { aheadCause } from '../tasks/cause.ts';
import { cellId, type Subject } from './cell.ts';
import type { JourneyState } from './journey-state.ts';
import { hoursOf, judgeAvailable } from './judge-available.ts';
import { judgeDayDoneBy } from './judge-done-by.ts';
import type { Judgement } from './judgement.ts';
import { lookBackMs } from './silence.ts';
import { devicesAt, fitsPlaces, type JudgedHouse, type Surroundings } from './surroundings.ts';

export interface DayJudgement {
  readonly standard: ServiceStandard;
  readonly subject: Subject;
  readonly judgement: Judgement;
}

/** The days that can still be judged, today's included. */
export function daysToJudge({ knownSince }: JourneyState, { calendar, now }: Surroundings): readonly LocalDay[] {
  return calendar.days(Math.max(knownSince, now - lookBackMs), now + 1);
}

/** @param again judges also what is judged already. */
export function judgeDays(
  state: JourneyState<JudgedHouse>,
  around: Surroundings,
  standards: readonly ServiceStandard[],
  days: readonly LocalDay[],
  again = false,
): readonly DayJudgement[] {
  return standards.flatMap((standard) => days.flatMap((day) => judgeDay(state, around, standard, day, again)));
}

function judgeDay(
  state: JourneyState<JudgedHouse>,
  around: Surroundings,
  standard: ServiceStandard,
  day: LocalDay,
  again: boolean,
): readonly DayJudgement[] {
  const isOpen = (subject: string) =>
    again ||
    state.cells.get(cellId(standard, subject)) === undefined ||
    around.house.board.byCause(aheadCause(standard.id, undefined, subject)) !== undefined;
  if (standard.kind === 'available') {
    if (!hoursOf(around, standard, day).some(({ to }) => to > state.knownSince)) return [];
    return devicesAt(around, standard.devices)
      .filter(({ lastHeardAt, record }) => lastHeardAt !== undefined && isOpen(`${day.key}/${record.id}`))
      .map((device) => ({
        standard,
        subject: { id: `${day.key}/${device.record.id}` },
        judgement: judgeAvailable(around, standard, device, day),
      }));
  }
  if (standard.kind !== 'done-by' || standard.of !== undefined) return [];
  if (around.calendar.instantOf(day.key, standard.by) <= state.knownSince) return [];
  const places =
    standard.places === undefined
      ? [undefined]
      : [...around.house.spaces.values()].filter((space) => fitsPlaces(standard.places, space)).map(({ id }) => id);
  return places.flatMap((place) => {
    const subject = place === undefined ? day.key : `${day.key}/${place}`;
    if (!isOpen(subject)) return [];
    const told = place === undefined ? [...state.untold] : state.untold.at(place);
    return [{ standard, subject: { id: subject }, judgement: judgeDayDoneBy(around, standard, day, place, told) }];
  });
}

/** The next end of hours or clock time after `now`, so that somebody looks then. */
export function nextDueAt(around: Surroundings, standards: readonly ServiceStandard[]): number | undefined {
  const { calendar, now } = around;
  const dues = calendar.days(now, now + 26 * 3_600_000).flatMap((day) =>
    standards.flatMap((standard) => {
      if (standard.kind === 'available') return hoursOf(around, standard, day).map(({ to }) => to);
      if (standard.kind !== 'done-by' || standard.of !== undefined) return [];
      const dueAt = calendar.instantOf(day.key, standard.by);
      return [dueAt - aheadSecondsOf(standard) * 1000, dueAt + 1];
    }),
  );
  const later = dues.filter((at) => at > now);
  return later.length === 0 ? undefined : Math.min(...later);
}
