// What a store and a history would give back of a staying hotel, for a replay.

import type { PropertyId } from '../../../../devices/identifiers.ts';
import type { DeviceStatus } from '../../../../gateway/domain/device-status.ts';
import type { ReadingMark } from '../../../../gateway/domain/devices/reading-log.ts';
import { hotMark } from '../../../../gateway/domain/journey/house-events.ts';
import type {
  DeviceOnRecord,
  JourneyOnRecord,
  ReplayRange,
} from '../../../../gateway/domain/journey/replay/journey-on-record.ts';
import { type RejudgedCell, rejudgeJourneys } from '../../../../gateway/domain/journey/replay/rejudge-journeys.ts';
import { houseFeedRules } from '../../../../gateway/domain/journey/silence.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import type { ServiceStandard } from '../../../../gateway/domain/standards/service-standard.ts';
import { startAt } from '../small-hotel.ts';
import { rememberJourney } from './remember.ts';
import type { StayingHotel } from './staying-hotel.ts';

export interface ReplayParts {
  readonly range?: Partial<ReplayRange>;
  /** Raw readings of before this instant are gone. */
  readonly rawFrom?: number;
}

/** @returns undefined where the house has not what the promise needs. */
export function replayUnder(
  hotel: StayingHotel,
  standard: ServiceStandard,
  { range = {}, rawFrom = 0 }: ReplayParts = {},
): readonly RejudgedCell[] | undefined {
  const when = { from: startAt - 1, to: hotel.now() + 1, now: hotel.now(), ...range };
  const { lastAt: _lastAt, ...memory } = rememberJourney(hotel.facts, hotel.now());
  const record: JourneyOnRecord = {
    ...memory,
    firstAt: when.from,
    cells: memory.cells.filter(
      ({ id, at, outcome }) =>
        id.startsWith(`cell/${standard.id}/`) && outcome !== undefined && at >= when.from && at < when.to,
    ),
  };
  const house = {
    property: { id: 'demo' as PropertyId, name: 'Demo', timeZone: 'Asia/Shanghai' },
    spaces: hotel.hotel().spaces(),
    devices: hotel
      .hotel()
      .devices()
      .map((status) => onRecord(hotel, status, rawFrom)),
    shipped: servicePresets,
    feedRules: houseFeedRules,
  };
  const work = rejudgeJourneys(house, record, standard, when);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function onRecord(hotel: StayingHotel, status: DeviceStatus, rawFrom: number): DeviceOnRecord {
  const { id } = status.record;
  const marks: Record<string, ReadingMark[]> = {};
  const mark = (reading: string, at: number, value: unknown) => {
    if (typeof value === 'number' && at >= rawFrom) marks[reading] = [...(marks[reading] ?? []), { at, value }];
  };
  for (const { device, samples } of hotel.recorded) {
    if (device !== id) continue;
    for (const { at, readings } of samples) {
      for (const [reading, value] of Object.entries(readings)) mark(reading, at, value);
    }
  }
  for (const fact of hotel.facts) {
    if (fact.type === 'draw-closed' && fact.draw.device === id) {
      const hot = hotMark(fact.draw);
      if (hot !== undefined) mark('hot', hot.at, hot.value);
    }
  }
  return { status, knownSince: 0, marks };
}

export function preset(id: string): ServiceStandard {
  const found = servicePresets.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found;
}
