// Which readings a promise has to be judged by once more: of which device, over which time. Whoever has the time series is
// asked for no more than that.

import { createCalendar } from '../../calendar.ts';
import type { DeviceStatus } from '../../device-status.ts';
import type { ServiceStandard, StandardOf } from '../../standards/service-standard.ts';
import { foldStay, roomAt } from '../../stays/stay.ts';
import { momentOf } from '../moments.ts';
import { fitsPlaces } from '../surroundings.ts';
import type { JourneyOnRecord, ReplayedHouse, ReplayRange } from './journey-on-record.ts';

export interface WantedReading {
  readonly device: string;
  readonly reading: string;
  readonly from: number;
  readonly to: number;
  /** Closer than this nothing is asked, ms. */
  readonly stepMs: number;
}

/** What the ledger itself notes of a device, beside its readings. */
const notedReadings: ReadonlySet<string> = new Set(['hot', 'faults']);
const momentStepMs = 5_000;
const hoursStepMs = 60_000;
/** A reading of before the hours holds into them. */
const beforeHoursMs = 20 * 60_000;

type House = Pick<ReplayedHouse, 'property' | 'spaces'> & { readonly devices: readonly DeviceStatus[] };

/** What has to be known of devices beside their readings: whether the last draw was hot, and how many faults there were. */
export function notedWanted(standard: ServiceStandard): { readonly hot: boolean; readonly faults: boolean } {
  const readings =
    standard.kind === 'measure'
      ? standard.checks.flatMap((check) => (check.check === 'reading' ? [check.reading] : []))
      : standard.kind === 'available'
        ? standard.readings.map(({ reading }) => reading)
        : [];
  return { hot: readings.includes('hot'), faults: standard.kind === 'available' };
}

export function readingsWanted(
  house: House,
  record: JourneyOnRecord,
  standard: ServiceStandard,
  range: ReplayRange,
): readonly WantedReading[] {
  switch (standard.kind) {
    case 'measure':
      return ofMoments(house, record, standard, range);
    case 'available':
      return ofHours(house, standard, range);
    case 'within':
    case 'done-by':
      return [];
  }
}

function ofMoments(
  house: House,
  record: JourneyOnRecord,
  { at: when, checks }: StandardOf<'measure'>,
  { from, to }: ReplayRange,
): WantedReading[] {
  const moments =
    when.stay === undefined
      ? record.events.map(({ at, space }) => ({ at, space }))
      : record.stays.flatMap((one) => {
          const stay = foldStay(one);
          const at = momentOf(stay, when.stay ?? []);
          return at === undefined ? [] : [{ at, space: roomAt(stay, at) }];
        });
  return moments
    .filter(({ at }) => at >= from && at < to)
    .flatMap(({ at, space }) =>
      checks.flatMap((check) => {
        if (check.check !== 'reading' || notedReadings.has(check.reading)) return [];
        const { reading, ageSeconds, devices } = check;
        return fitting(house, devices)
          .filter((one) => devices.places !== undefined || one.record.space === space)
          .map(({ record: { id } }) => ({
            device: id,
            reading,
            from: at - ageSeconds * 1000,
            to: at + 1,
            stepMs: momentStepMs,
          }));
      }),
    );
}

function ofHours(house: House, { devices, hours, readings }: StandardOf<'available'>, { from, to, now }: ReplayRange) {
  const calendar = createCalendar(house.property.timeZone);
  const asked = readings.filter(({ reading }) => !notedReadings.has(reading));
  if (asked.length === 0) return [];
  return fitting(house, devices).flatMap(({ record: { id: device } }) =>
    calendar.days(from, Math.min(to, now)).flatMap(({ key }) =>
      hours.flatMap((span) =>
        asked.map(
          ({ reading }): WantedReading => ({
            device,
            reading,
            from: calendar.instantOf(key, span.from) - beforeHoursMs,
            to: calendar.instantOf(key, span.to),
            stepMs: hoursStepMs,
          }),
        ),
      ),
    ),
  );
}

function fitting({ devices, spaces }: House, { kinds, places }: StandardOf<'available'>['devices']) {
  return devices.filter(
    ({ record }) =>
      kinds.includes(record.kind) &&
      fitsPlaces(
        places,
        spaces.find(({ id }) => id === record.space),
      ),
  );
}
