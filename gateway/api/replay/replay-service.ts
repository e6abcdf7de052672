// Recorded journeys judged again under another promise of service. Reads the record, never writes it.
import type { Cell } from '../../domain/journey/cell.ts';
import { rejudgeJourneys } from '../../domain/journey/replay/rejudge-journeys.ts';
import type { ServiceStandard } from '../../domain/standards/service-standard.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { CellVerdict, ReplayFigures, ServiceReplay } from '../contract/replay.ts';
import { refuseField } from '../problem.ts';
import { serviceRow } from '../service-compliance.ts';
import { instant } from '../wire/instants.ts';
import { wireServiceStandard } from '../wire/standard.ts';
import { devicesOnRecord } from './devices-on-record.ts';
import { inTurns } from './in-turns.ts';
import { replaySides } from './replay-rows.ts';

const mostChanges = 1000;

export async function replayService(
  ports: ApiPorts,
  standard: ServiceStandard,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ServiceReplay> {
  const { records, devices, property, clock, dayOf } = ports;
  const range = { from, to, now: clock.now() };
  const record = await records.journeyOnRecord({ standard: standard.id, from, to });
  const spaces = devices.spaces();
  const work = rejudgeJourneys(
    {
      property,
      spaces,
      devices: await devicesOnRecord(ports, record, standard, range),
      shipped: ports.shippedServiceStandards,
      feedRules: ports.feedRules,
    },
    record,
    standard,
    range,
  );
  const cells = await inTurns(work);
  if (cells === undefined) {
    throw refuseField('standard', `expected a promise that this house can keep: ${standard.id} needs what it has not`);
  }
  const riserOf = new Map(spaces.map(({ id, riser }) => [id as string, riser ?? '']));
  const pairs = cells.map(({ before, after }) => {
    const { space = '', floor = '', at = from } = before ?? after ?? {};
    const places = { day: dayOf(at), riser: riserOf.get(space) ?? '', floor, standard: before?.standard ?? '' };
    return { ...places, ...(before && { before }), ...(after && { after }) };
  });
  return {
    of: 'service',
    standard: wireServiceStandard(standard),
    from: instant(from),
    to: instant(to),
    cells: cells.length,
    beyondRecord: cells.filter((one) => one.isBeyondRecord).length,
    ...replaySides(pairs, count),
    changes: cells
      .filter(({ before, after }) => before?.outcome !== after?.outcome)
      .slice(0, mostChanges)
      .map(({ id, before, after }) => ({
        cell: id,
        space: before?.space ?? after?.space ?? null,
        at: instant((before ?? after)?.at ?? from),
        before: wireCellVerdict(before),
        after: wireCellVerdict(after),
      })),
  };
}

function count(cells: readonly Cell[]): ReplayFigures {
  const of = (outcome: Cell['outcome']) => cells.filter((cell) => cell.outcome === outcome).length;
  const timed = cells.filter(({ outcome, seconds }) => outcome !== 'no-evidence' && seconds !== undefined);
  const {
    key: _key,
    of: _of,
    ...figures
  } = serviceRow({
    key: '',
    met: of('met'),
    missed: of('missed'),
    noEvidence: of('no-evidence'),
    seconds: timed.map(({ seconds = 0 }) => seconds).sort((one, other) => one - other),
  });
  return figures;
}

function wireCellVerdict(cell: Cell | undefined): CellVerdict | null {
  if (cell?.outcome === undefined) return null;
  const { outcome, seconds, value, standard } = cell;
  return { outcome, seconds: seconds ?? null, value: value ?? null, standard: standard ?? '' };
}
