// What is still known of the devices' past, as far as a promise needs it: readings from the time series, hot water from draws,
// faults from the log of facts.
import type { DeviceStatus } from '../../domain/device-status.ts';
import type { ReadingMark } from '../../domain/devices/reading-log.ts';
import { hotMark } from '../../domain/journey/house-events.ts';
import type { DeviceOnRecord, JourneyOnRecord, ReplayRange } from '../../domain/journey/replay/journey-on-record.ts';
import { notedWanted, readingsWanted } from '../../domain/journey/replay/readings-wanted.ts';
import type { ServiceStandard } from '../../domain/standards/service-standard.ts';
import type { History, Records } from '../../ports.ts';
import type { ApiPorts } from '../api-ports.ts';
import { everyPage } from '../every-page.ts';

type Ports = Pick<ApiPorts, 'records' | 'history' | 'devices' | 'property'>;

/** A draw tells of the water for so long, ms. */
const drawHoldsMs = 72 * 3_600_000;

export async function devicesOnRecord(
  { records, history, devices, property }: Ports,
  record: JourneyOnRecord,
  standard: ServiceStandard,
  range: ReplayRange,
): Promise<readonly DeviceOnRecord[]> {
  const statuses = devices.all();
  const spaces = devices.spaces();
  const readings = await readingsOf(
    history,
    readingsWanted({ property, spaces, devices: statuses }, record, standard, range),
  );
  const wanted = notedWanted(standard);
  const from = range.from - drawHoldsMs;
  const onRecord: DeviceOnRecord[] = [];
  for (const status of statuses) {
    const { id, kind } = status.record;
    const hot = wanted.hot && kind === 'hot-water-sensor' ? await hotMarks(records, id, { from, to: range.to }) : [];
    const faults = wanted.faults ? await records.deviceFaults(id, { from, to: range.to }) : undefined;
    onRecord.push({
      status,
      knownSince: faults?.knownSince ?? 0,
      marks: { ...readings.get(id), ...(hot.length > 0 && { hot }), ...(faults && { faults: faults.counts }) },
    });
  }
  return onRecord;
}

async function readingsOf(history: History, wanted: ReturnType<typeof readingsWanted>) {
  const byDevice = new Map<string, Record<string, ReadingMark[]>>();
  for (const { device, reading, from, to, stepMs } of wanted) {
    const points = await history.readings({ device, reading, from, to, points: Math.ceil((to - from) / stepMs) });
    const own = byDevice.get(device) ?? {};
    byDevice.set(device, own);
    own[reading] = [...(own[reading] ?? []), ...points.map(({ at, mean }) => ({ at, value: mean }))];
  }
  return byDevice;
}

async function hotMarks(
  records: Records,
  device: DeviceStatus['record']['id'],
  range: { readonly from: number; readonly to: number },
): Promise<ReadingMark[]> {
  const marks: ReadingMark[] = [];
  for await (const items of everyPage((page) => records.draws({ device, ...range, ...page }))) {
    marks.push(...items.flatMap((draw) => hotMark(draw) ?? []));
  }
  return marks;
}
