// "Up, full and in range for a share of its hours": one device on one local day. Time in which it was silent counts for
// neither side: it is missed when even with that time it cannot be met, met when it is so without, else no evidence.
import type { LocalDay } from '../calendar.ts';
import type { Device } from '../devices/device.ts';
import type { ReadingMark } from '../devices/reading-log.ts';
import type { StandardOf } from '../standards/service-standard.ts';
import { type Judgement, noEvidence, notApplicable, pending } from './judgement.ts';
import { isInSeason } from './moments.ts';
import { deviceSource, hearingOf, hubSource, lookBackMs, wasOnline } from './silence.ts';
import { isWithin, type Surroundings } from './surroundings.ts';

type Available = StandardOf<'available'>;
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A reading holds until the next one; where none comes, so long. A draw tells of the water for longer. */
const readingHoldsMs = 20 * 60_000;
const drawHoldsMs = lookBackMs;
/** What the log keeps beside the device's own readings. */
const hotReading = 'hot';
const faultsReading = 'faults';

export function hoursOf({ calendar }: Surroundings, { hours }: Available, day: LocalDay): readonly Span[] {
  return hours
    .map(({ from, to }) => ({ from: calendar.instantOf(day.key, from), to: calendar.instantOf(day.key, to) }))
    .filter(({ from, to }) => to > from);
}

export function judgeAvailable(around: Surroundings, standard: Available, device: Device, day: LocalDay): Judgement {
  const hours = hoursOf(around, standard, day);
  const end = Math.max(...hours.map(({ to }) => to));
  if (hours.length === 0 || !isInSeason(around, standard.months, end - 1)) return notApplicable;
  if (around.now < end) return pending(end, end);
  const { heardAt, silentAt } = hearingOf(device, around.house.silenceFrom);
  if ((heardAt ?? 0) < end && silentAt !== undefined && around.now < silentAt) return pending(end, silentAt);
  const spans = hours.flatMap((span) => cut(span, edges(around, standard, device)));
  const ms = { right: 0, wrong: 0, unknown: 0 };
  for (const span of spans) ms[stateIn(around, standard, device, span)] += span.to - span.from;
  const all = ms.right + ms.wrong + ms.unknown;
  const value = round(ms.right / all);
  const proof = { right: value, wrong: round(ms.wrong / all), unknown: round(ms.unknown / all), day: day.key };
  const place = { at: end - 1, value, space: device.space.id, source: deviceSource(device.record.id), proof };
  if (ms.right >= standard.share * all) return { outcome: 'met', ...place };
  if (ms.wrong > (1 - standard.share) * all) return { outcome: 'missed', ...place };
  return { ...place, ...noEvidence(end - 1, deviceSource(device.record.id), proof) };
}

/** Every instant at which something may change. */
function edges(around: Surroundings, { readings }: Available, device: Device): readonly number[] {
  const own = [deviceSource(device.record.id), hubSource];
  return [
    ...around.silences.filter(({ source }) => own.includes(source)).flatMap(({ from, to }) => [from, to]),
    ...(device.lastHeardAt === undefined ? [] : [device.lastHeardAt]),
    ...[faultsReading, ...readings.map(({ reading }) => reading)].flatMap((reading) =>
      device.log
        .between(reading, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
        .flatMap(({ at }) => [at, at + holdsMs(reading)]),
    ),
  ];
}

function cut({ from, to }: Span, at: readonly number[]): Span[] {
  const cuts = [...new Set(at)].filter((one) => one > from && one < to).sort((a, b) => a - b);
  return [from, ...cuts].map((start, index) => ({ from: start, to: cuts[index] ?? to }));
}

function stateIn(
  around: Surroundings,
  standard: Available,
  device: Device,
  { from, to }: Span,
): 'right' | 'wrong' | 'unknown' {
  const middle = (from + to) / 2;
  if (around.silences.some((one) => one.source === hubSource && one.from < middle && middle < one.to)) return 'unknown';
  if (wasOnline(device, around.silences, middle, around.now) !== true) return 'unknown';
  if ((device.log.latest(faultsReading, middle)?.value ?? 0) > 0) return 'wrong';
  let state: 'right' | 'unknown' = 'right';
  for (const limits of standard.readings) {
    const { reading } = limits;
    if (reading !== hotReading && !device.log.has(reading)) continue;
    const mark = held(device.log.latest(reading, middle), middle, holdsMs(reading));
    if (mark === undefined) state = 'unknown';
    else if (!isWithin(mark.value, limits)) return 'wrong';
  }
  return state;
}

function held(mark: ReadingMark | undefined, at: number, holds: number): ReadingMark | undefined {
  return mark !== undefined && at - mark.at <= holds ? mark : undefined;
}

const holdsMs = (reading: string) =>
  reading === hotReading || reading === faultsReading ? drawHoldsMs : readingHoldsMs;

const round = (share: number) => Math.round(share * 10_000) / 10_000;
