// The ledger's state furnished from the record, as the functions that judge live expect it.
import { createDevice, type Device } from '../../devices/device.ts';
import { createReadingLog, type ReadingMark } from '../../devices/reading-log.ts';
import type { Space } from '../../property.ts';
import { labelOf, type ServiceStandard } from '../../standards/service-standard.ts';
import { createTaskBoard } from '../../tasks/task-board.ts';
import { type Cell, standardIdOf } from '../cell.ts';
import { type JourneyState, keepStandard, recallJourney } from '../journey-state.ts';
import type { JudgedHouse } from '../surroundings.ts';
import type { DeviceOnRecord, JourneyOnRecord, ReplayedHouse } from './journey-on-record.ts';

export type ReplayedState = JourneyState<JudgedHouse>;
type Marks = Readonly<Record<string, readonly ReadingMark[]>>;

export function createReplayedState(
  { property, spaces, devices, shipped, feedRules }: ReplayedHouse,
  record: JourneyOnRecord,
  standard: ServiceStandard,
): ReplayedState {
  const { firstAt } = record;
  const places = new Map(spaces.map((space) => [space.id as string, space]));
  const versions = new Map([...shipped, ...record.standards].map((one) => [labelOf(one), one]));
  const ledger = ledgerMarks(devices, record.cells, standard, versions);
  const house: JudgedHouse = {
    property,
    spaces: places,
    devices: new Map(
      devices.map((one) => {
        const { id } = one.status.record;
        return [id as string, furnish(one, places, ledger.get(id) ?? {})];
      }),
    ),
    board: createTaskBoard([]),
    silenceFrom: firstAt,
  };
  const memory = { ...record, lastAt: firstAt, cells: [] };
  const state = recallJourney(house, memory, shipped, feedRules, firstAt, Number.POSITIVE_INFINITY);
  keepStandard(state, standard);
  state.standards.set(standard.id, standard);
  return state;
}

/** The log is made whole: one that is added to forgets what is two days old. */
function furnish({ status, marks }: DeviceOnRecord, places: ReadonlyMap<string, Space>, ledger: Marks): Device {
  const { space } = status.record;
  const { at = 0, readings = {} } = status.lastSample ?? {};
  const all = new Map<string, ReadingMark[]>();
  const add = (reading: string, series: readonly ReadingMark[]) =>
    all.set(reading, [...(all.get(reading) ?? []), ...series]);
  for (const [reading, value] of Object.entries(readings)) if (typeof value === 'number') add(reading, [{ at, value }]);
  for (const source of [marks, ledger]) for (const [reading, series] of Object.entries(source)) add(reading, series);
  const device = createDevice(status.record, places.get(space) ?? { id: space, kind: 'other' }, [], status);
  device.log = createReadingLog(
    Object.fromEntries(
      [...all].map(([reading, series]) => [
        reading,
        series.toSorted((a, b) => a.at - b.at).map((one): [number, number] => [one.at, one.value]),
      ]),
    ),
  );
  return device;
}

/** What the ledger measured then goes before what the history still says: it is the value that was judged. By device. */
function ledgerMarks(
  devices: readonly DeviceOnRecord[],
  cells: readonly Cell[],
  standard: ServiceStandard,
  versions: ReadonlyMap<string, ServiceStandard>,
): ReadonlyMap<string, Marks> {
  const marks = new Map<string, Record<string, ReadingMark[]>>();
  if (standard.kind !== 'measure') return marks;
  for (const cell of cells) {
    const judgedBy = versions.get(cell.standard ?? '');
    if (standardIdOf(cell) !== standard.id || judgedBy?.kind !== 'measure') continue;
    for (const check of standard.checks) {
      if (check.check !== 'reading' || check.devices.places !== undefined) continue;
      const value = cell.evidence[check.reading];
      const then = judgedBy.checks.find((one) => one.check === 'reading' && one.reading === check.reading);
      // How old it was is not on record: it was young enough for the promise of then.
      const isYoungEnough = then?.check === 'reading' && then.ageSeconds <= check.ageSeconds;
      const [device, ...others] = devices.filter(
        ({ status: { record } }) => record.space === cell.space && check.devices.kinds.includes(record.kind),
      );
      if (typeof value !== 'number' || !isYoungEnough || device === undefined || others.length > 0) continue;
      const { id } = device.status.record;
      const own = marks.get(id) ?? {};
      marks.set(id, own);
      own[check.reading] = [...(own[check.reading] ?? []), { at: cell.at, value }];
    }
  }
  return marks;
}
