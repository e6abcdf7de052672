// Journeys judged again under another promise: what would have been. The functions that judge live do it, each subject looked
// at as often as the hub would have; the record is read, never changed.
import type { LocalDay } from '../../calendar.ts';
import { judgesAlike } from '../../standards/same-terms.ts';
import type { ServiceStandard, StandardOf } from '../../standards/service-standard.ts';
import type { TouchpointEvent } from '../../touchpoint.ts';
import { type Cell, cellId, nextCell, type Subject } from '../cell.ts';
import { judgeDays } from '../day-cells.ts';
import { keepCell, surroundingsOf, type TrackedStay } from '../journey-state.ts';
import { type Judgement, noEvidence } from '../judgement.ts';
import { momentOf } from '../moments.ts';
import { judgeOccasion, stayOf } from '../occasions.ts';
import { judgeStay, type Matches, matchAll, type StaySubject } from '../stay-cells.ts';
import { fitsPattern, type Surroundings } from '../surroundings.ts';
import { isOffered } from '../words.ts';
import type { JourneyOnRecord, ReplayedHouse, ReplayRange } from './journey-on-record.ts';
import { createReplayedState, type ReplayedState } from './replayed-state.ts';

type Within = StandardOf<'within'>;

/** One cell of the ledger, as it is on record and as it would have been; unset: nothing was promised, or nothing is due. */
export interface RejudgedCell {
  readonly id: string;
  readonly before?: Cell;
  readonly after?: Cell;
  /** The record no longer holds what it was given on: under the same terms it stands, else nobody can know. */
  readonly isBeyondRecord: boolean;
}

/** No judgement comes to rest later: a device that is awaited is asked every ten seconds, for some minutes. */
const mostLooks = 1_000;

/**
 * @param record its cells are those of this standard in the range; stays and events reach further, so that what hangs
 * together is there.
 * Yields again and again: a month of a large house takes seconds, and nobody else may wait for so long.
 *
 * @returns undefined where the house has not what the promise needs: it would not be there, and fail nobody.
 */
export function* rejudgeJourneys(
  house: ReplayedHouse,
  record: JourneyOnRecord,
  standard: ServiceStandard,
  range: ReplayRange,
): Generator<void, readonly RejudgedCell[] | undefined> {
  const state = createReplayedState(house, record, standard);
  if (!isOffered(state.house, state.seen, { ...standard, enabled: true })) return undefined;
  const looked = new Map<string, Cell | undefined>();
  const known = new Map(house.devices.map(({ status, knownSince }) => [status.record.id as string, knownSince]));

  function settle(subject: Subject, judgement: Judgement | undefined): void {
    if (judgement === undefined) return;
    const cell = nextCell(state.house, undefined, standard, subject, judgement);
    looked.set(cellId(standard, subject.id), cell);
    if (cell !== undefined) keepCell(state, cell);
  }

  if (standard.kind === 'within' && standard.from.event !== undefined) {
    for (const event of eventsOf(state)) {
      if (event.at >= range.to || !fitsPattern(state, standard.from.event, event)) continue;
      const tracked = stayOf(state, event);
      const judge = (around: Surroundings) => judgeOccasion(state, around, standard, event, tracked);
      settle({ id: event.id, stay: tracked?.stay }, lastWord(state, event.at, range, judge));
      yield;
    }
  }
  const matchesOf = matchOnce(state, record.firstAt);
  for (const tracked of state.stays.values()) {
    for (const { id, day } of subjectsOfStay(state, standard, tracked, range)) {
      const judge = (around: Surroundings) => judgeStay(state, around, standard, tracked, matchesOf, day);
      settle({ id, stay: tracked.stay }, lastWord(state, tracked.stay.firstHeardAt, range, judge));
    }
    yield;
  }
  for (const day of state.calendar.days(Math.max(range.from, record.firstAt), Math.min(range.to, range.now))) {
    judgeDay(state, standard, day, range, known, settle);
    yield;
  }
  return pair(record.cells, looked, standard, state, range);
}

function judgeDay(
  state: ReplayedState,
  standard: ServiceStandard,
  day: LocalDay,
  range: ReplayRange,
  knownSince: ReadonlyMap<string, number>,
  settle: (subject: Subject, judgement: Judgement | undefined) => void,
): void {
  const judgeAll = (around: Surroundings) => judgeDays(state, around, [standard], [day], true);
  for (const { subject } of judgeAll(surroundingsOf(state, day.from))) {
    const device = standard.kind === 'available' ? subject.id.slice(day.key.length + 1) : undefined;
    // A machine that was not there promised nothing.
    if (device !== undefined && (knownSince.get(device) ?? 0) >= day.to) continue;
    const judge = (around: Surroundings) => judgeAll(around).find((one) => one.subject.id === subject.id)?.judgement;
    settle(subject, lastWord(state, day.from, range, judge));
  }
}

/** Looks again whenever the judgement asks for it, until it stands, waits for news alone, or lies ahead. */
function lastWord(
  state: ReplayedState,
  from: number,
  { now }: ReplayRange,
  judge: (around: Surroundings) => Judgement | undefined,
): Judgement | undefined {
  let at = from;
  for (let looks = 0; looks < mostLooks; looks++) {
    const judgement = judge(surroundingsOf(state, at));
    if (judgement?.outcome !== 'pending' || judgement.nextAt === undefined || judgement.nextAt > now) return judgement;
    at = Math.max(judgement.nextAt, at + 1);
  }
  throw new Error(`a judgement that began at ${new Date(from).toISOString()} did not come to rest`);
}

/** All stays at once: whose cup it was depends on the sets alone. */
function matchOnce(state: ReplayedState, firstAt: number): (standard: Within) => Matches {
  const matches = new Map<Within, Matches>();
  return (standard) => {
    const known = matches.get(standard) ?? matchAll(state, surroundingsOf(state, firstAt), standard);
    matches.set(standard, known);
    return known;
  };
}

/** One for the stay, or one for each of its days where the promise is kept every day. */
function subjectsOfStay(
  { calendar }: ReplayedState,
  standard: ServiceStandard,
  { stay }: TrackedStay,
  { from, to }: ReplayRange,
): readonly StaySubject[] {
  if (standard.kind !== 'done-by' || standard.until === undefined) return [{ id: stay.key }];
  const begin = momentOf(stay, standard.of ?? []);
  if (begin === undefined) return [];
  const end = momentOf(stay, standard.until) ?? to;
  const days = calendar.days(Math.max(begin, from), Math.min(end, to));
  return days.map(({ key }) => ({ id: `${stay.key}/${key}`, day: key }));
}

function eventsOf({ untold, stays }: ReplayedState): readonly TouchpointEvent[] {
  return [...untold, ...[...stays.values()].flatMap(({ told }) => told)];
}

/** A cell belongs to the range by its record; one that would be new, by its own instant. */
function pair(
  recorded: readonly Cell[],
  looked: ReadonlyMap<string, Cell | undefined>,
  standard: ServiceStandard,
  state: ReplayedState,
  range: ReplayRange,
): RejudgedCell[] {
  const before = new Map(recorded.filter(({ outcome }) => outcome !== undefined).map((cell) => [cell.id, cell]));
  const paired = [...before.values()].map((cell): RejudgedCell => {
    const again = looked.get(cell.id);
    const judgedBy = state.versions.get(cell.standard ?? '');
    const stands = judgedBy !== undefined && judgesAlike(judgedBy, standard);
    const knowsLess = again?.outcome === 'no-evidence' && cell.outcome !== 'no-evidence';
    const isLost = !looked.has(cell.id) || (knowsLess && (stands || lacksReadings(standard, again)));
    if (!isLost) return { id: cell.id, before: cell, ...(again && { after: again }), isBeyondRecord: false };
    return { id: cell.id, before: cell, after: stands ? cell : (again ?? unknown(cell)), isBeyondRecord: true };
  });
  const fresh = [...looked].flatMap(([id, after]): RejudgedCell[] =>
    before.has(id) || after === undefined || !isIn(range, after.at) ? [] : [{ id, after, isBeyondRecord: false }],
  );
  return [...paired, ...fresh];
}

/** No evidence for want of readings, not because somebody was silent then. */
function lacksReadings({ kind }: ServiceStandard, { evidence }: Cell): boolean {
  return kind === 'available' || String(evidence['why']).startsWith('unknown:');
}

function unknown({ seconds: _seconds, value: _value, ...cell }: Cell): Cell {
  const { outcome, proof } = noEvidence(cell.at, 'no-longer-on-record');
  return { ...cell, outcome: outcome as 'no-evidence', evidence: proof };
}

function isIn({ from, to }: ReplayRange, at: number): boolean {
  return at >= from && at < to;
}
