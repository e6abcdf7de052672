// What the ledger of touchpoints rests on: stays, what was told, who was silent, and the cells as they stand. All of it is on
// record; a restart gives it back.
import type { Calendar } from '../calendar.ts';
import { createCalendar } from '../calendar.ts';
import type { House } from '../house.ts';
import { labelOf, type ServiceStandard } from '../standards/service-standard.ts';
import { foldStay, type Stay, type StayRecord } from '../stays/stay.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import type { Cell } from './cell.ts';
import { createFeedBook, type FeedBook } from './feed-book.ts';
import {
  beforeItsTime,
  type FeedRulesByName,
  hubSilentAfterMs,
  hubSource,
  lookBackMs,
  type Silence,
} from './silence.ts';
import type { JudgedHouse, Surroundings } from './surroundings.ts';
import { createUntoldEvents, type UntoldEvents } from './untold-events.ts';
import { isOfCrm } from './words.ts';

export interface TrackedStay {
  record: StayRecord;
  stay: Stay;
  /** Events that name the stay. */
  readonly told: TouchpointEvent[];
}

/** `Known`: how much of the house there is; judging needs no more than a `JudgedHouse`. */
export interface JourneyState<Known extends JudgedHouse = House> {
  readonly house: Known;
  readonly calendar: Calendar;
  readonly startedAt: number;
  /** Nothing is on record from before. */
  isNew: boolean;
  /** What ended before it was judged by the hub that ran then, or by nobody. */
  readonly knownSince: number;
  readonly stays: Map<string, TrackedStay>;
  readonly keys: Map<string, string>;
  /** Of the last two days. */
  readonly untold: UntoldEvents;
  readonly cells: Map<string, Cell>;
  /** Those of stays, by the stay's key; beside them those of days that stays share, and the rest. */
  readonly cellsByStay: Map<string, Map<string, Cell>>;
  silences: Silence[];
  readonly feeds: FeedBook;
  readonly seen: Set<string>;
  /** The latest version of each. */
  readonly standards: Map<string, ServiceStandard>;
  readonly versions: Map<string, ServiceStandard>;
  /** Devices that are offline, since when they were not heard. */
  readonly unheardSince: Map<string, number>;
}

/** What is known from before; all empty in a new house. */
export interface JourneyMemory {
  /** The last instant of which anything is on record, Unix ms. */
  readonly lastAt?: number;
  readonly stays: readonly StayRecord[];
  /** Recorded events of the last two days, and all that name a stay. */
  readonly events: readonly TouchpointEvent[];
  readonly cells: readonly Cell[];
  readonly silences: readonly Silence[];
  /** Words of what the property has, as far as it was ever told of. */
  readonly words: readonly string[];
  /** Every version that is on record. */
  readonly standards: readonly ServiceStandard[];
}

export const emptyJourney: JourneyMemory = {
  stays: [],
  events: [],
  cells: [],
  silences: [],
  words: [],
  standards: [],
};

/** @param keepFeedsMs how long the instants of feeds are kept; unset: as long as promises look back. */
export function recallJourney<Known extends JudgedHouse>(
  house: Known,
  memory: JourneyMemory,
  shipped: readonly ServiceStandard[],
  feedRules: FeedRulesByName,
  startedAt: number,
  keepFeedsMs?: number,
): JourneyState<Known> {
  const stays = memory.stays.map((record) => ({ record, stay: foldStay(record), told: [] as TouchpointEvent[] }));
  const calendar = createCalendar(house.property.timeZone);
  const state: JourneyState<Known> = {
    house,
    calendar,
    feeds: createFeedBook(calendar, feedRules, startedAt, keepFeedsMs),
    startedAt,
    isNew: memory.lastAt === undefined,
    knownSince: memory.lastAt ?? startedAt,
    stays: new Map(stays.map((one) => [one.record.key, one])),
    keys: new Map(stays.map(({ record }) => [record.reference, record.key])),
    untold: createUntoldEvents(),
    cells: new Map(),
    cellsByStay: new Map(),
    silences: [...memory.silences],
    seen: new Set(memory.words),
    standards: new Map(),
    versions: new Map(),
    unheardSince: new Map(),
  };
  for (const standard of [...shipped, ...memory.standards]) keepStandard(state, standard);
  for (const cell of memory.cells) keepCell(state, cell);
  for (const event of memory.events) keepEvent(state, event);
  // In order of time, as the book keeps them: each is put at its end.
  const told = memory.stays.flatMap(({ events }) => events.map(({ at }) => at)).sort((a, b) => a - b);
  for (const at of told) state.feeds.tell('pms', at);
  for (const event of memory.events) if (isOfCrm(event)) state.feeds.tell('crm', event.at);
  for (const { record, presence, lastHeardAt } of house.devices.values()) {
    if (presence === 'offline' && lastHeardAt !== undefined) state.unheardSince.set(record.id, lastHeardAt);
  }
  return state;
}

/** The time in which the hub itself was away, where it was long enough to miss something. */
export function ownSilence({ knownSince, startedAt }: JourneyState): Silence | undefined {
  return startedAt - knownSince >= hubSilentAfterMs
    ? { source: hubSource, from: knownSince, to: startedAt }
    : undefined;
}

/** With the first fact of a house begins its record: what was over by then, nobody has heard. Told once. */
export function beginRecord(state: JourneyState, now: number): Silence | undefined {
  if (!state.isNew) return undefined;
  state.isNew = false;
  const silence = { source: hubSource, from: beforeItsTime, to: now };
  state.silences.push(silence);
  return silence;
}

export function keepStandard(state: JourneyState<JudgedHouse>, standard: ServiceStandard): void {
  state.versions.set(labelOf(standard), standard);
  const latest = state.standards.get(standard.id);
  if (latest === undefined || latest.version <= standard.version) state.standards.set(standard.id, standard);
}

export function keepEvent(state: JourneyState<JudgedHouse>, event: TouchpointEvent): void {
  if (event.takenBackAt !== undefined) return;
  const tracked = event.stay === undefined ? undefined : state.stays.get(event.stay);
  if (tracked === undefined) state.untold.keep(event);
  else tracked.told.push(event);
}

/** Nothing is judged by it any more; undefined where it is not known, or too long ago. */
export function takeOutEvent(
  state: JourneyState<JudgedHouse>,
  { id, stay }: Pick<TouchpointEvent, 'id' | 'stay'>,
): TouchpointEvent | undefined {
  const told = stay === undefined ? undefined : state.stays.get(stay)?.told;
  if (told === undefined) return state.untold.takeOut(id);
  const place = told.findIndex((event) => event.id === id);
  return place < 0 ? undefined : told.splice(place, 1)[0];
}

/** Of days: part of the strips of whoever was in the house then. */
const shared = 'days';
const nobodys = '';

function shelfOf({ stay, touchpoint, evidence }: Cell): string {
  return stay ?? (touchpoint !== undefined && evidence['day'] !== undefined ? shared : nobodys);
}

export function keepCell(state: JourneyState<JudgedHouse>, cell: Cell): void {
  const before = state.cells.get(cell.id);
  if (before !== undefined) state.cellsByStay.get(shelfOf(before))?.delete(cell.id);
  state.cells.set(cell.id, cell);
  const siblings = state.cellsByStay.get(shelfOf(cell)) ?? new Map<string, Cell>();
  state.cellsByStay.set(shelfOf(cell), siblings.set(cell.id, cell));
}

/** Those of the stay, and those of days and places. */
export function cellsAround(state: JourneyState, stay: string): readonly Cell[] {
  return [shared, stay].flatMap((key) => [...(state.cellsByStay.get(key)?.values() ?? [])]);
}

export function forgetStay(state: JourneyState, { key, reference }: StayRecord): void {
  state.stays.delete(key);
  state.keys.delete(reference);
  for (const id of state.cellsByStay.get(key)?.keys() ?? []) state.cells.delete(id);
  state.cellsByStay.delete(key);
}

/** What is too long ago to judge anything by is forgotten; it stays on record. */
export function forgetOld(state: JourneyState, now: number): void {
  const before = now - lookBackMs;
  state.untold.forget(before, lookBackMs / 4);
  state.silences = state.silences.filter(({ to }) => to >= before - 31 * lookBackMs);
  for (const shelf of [shared, nobodys].map((name) => state.cellsByStay.get(name))) {
    for (const [id, cell] of shelf ?? []) {
      if (cell.at >= before - 31 * lookBackMs) break;
      shelf?.delete(id);
      state.cells.delete(id);
    }
  }
}

export function surroundingsOf(state: JourneyState<JudgedHouse>, now: number): Surroundings {
  const { house, calendar, feeds } = state;
  const silences = [...state.silences, ...feeds.silences()];
  return { now, house, calendar, silences, hearingOfFeed: (name) => feeds.hearingOf(name, now) };
}
