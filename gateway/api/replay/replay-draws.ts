// Stored draws judged again under another standard, from their curves. Reads the record, never writes it.
import type { Verdict } from '../../domain/draw.ts';
import type { DeviceRecord } from '../../domain/property.ts';
import type { WarmUpStandard } from '../../domain/standard.ts';
import { labelOf } from '../../domain/standards/service-standard.ts';
import { countVerdicts, type Rejudged, rejudge, type StoredDraw } from '../../domain/warm-up/rejudge.ts';
import { complianceRow } from '../../domain/warm-up/statistics.ts';
import type { Records } from '../../ports.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { DrawReplay, ReplayFigures } from '../contract/replay.ts';
import { wireVerdict } from '../wire/draw.ts';
import { instant } from '../wire/instants.ts';
import { wireStandard } from '../wire/standard.ts';
import { replaySides } from './replay-rows.ts';

const mostChanges = 1000;
type Placed = Verdict & { readonly space: string };

export async function replayDraws(
  { records, devices }: Pick<ApiPorts, 'records' | 'devices'>,
  standard: WarmUpStandard,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DrawReplay> {
  const label = labelOf(standard);
  const measured = devices.all().filter(({ record }) => record.sensor?.point === standard.point);
  const rejudged: Rejudged[] = [];
  for (const { record } of measured) {
    if (record.sensor === undefined) continue;
    rejudged.push(...rejudge(record.sensor, await storedDraws(records, record, from, to), standard));
  }

  /** Spaces whose sensor gave no draw that says anything are counted beside the draws. */
  function count(verdicts: readonly Placed[], by?: 'riser' | 'floor' | 'standard', key = ''): ReplayFigures {
    const told = new Set(verdicts.flatMap(({ outcome, space }) => (isCertain(outcome) ? [space] : [])));
    const silent = measured.filter((one) => {
      const isHere = by === undefined || by === 'standard' || (one[by] ?? '') === key;
      return isHere && !told.has(one.record.space);
    });
    const { key: _key, ...figures } = complianceRow(countVerdicts(key, verdicts));
    return { ...figures, noEvidence: new Set(silent.map(({ record }) => record.space)).size };
  }

  const pairs = rejudged.map(({ draw, after }) => ({
    before: draw as Placed,
    after: { ...after, space: draw.space } as Placed,
    riser: draw.riser ?? '',
    floor: draw.floor ?? '',
    standard: draw.standard,
  }));
  return {
    of: 'draws',
    standard: wireStandard(standard),
    from: instant(from),
    to: instant(to),
    draws: rejudged.length,
    ...replaySides(pairs, count),
    changes: rejudged
      .filter(({ draw, after }) => draw.outcome !== after.outcome)
      .slice(0, mostChanges)
      .map(({ draw, after }) => ({
        draw: draw.id,
        space: draw.space,
        startedAt: instant(draw.startedAt),
        before: wireVerdict(draw, draw.standard),
        after: wireVerdict(after, label),
      })),
  };
}

const isCertain = (outcome: Verdict['outcome']) => outcome === 'met' || outcome === 'missed';

/** Closed draws of one sensor with their curves, the earliest first. */
async function storedDraws(records: Records, { id }: DeviceRecord, from: number, to: number): Promise<StoredDraw[]> {
  const stored: StoredDraw[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.draws({ device: id, from, to, limit: 1000, ...(cursor !== undefined && { cursor }) });
    for (const { id: draw } of page.items) {
      const found = await records.draw(draw);
      if (found !== undefined && found.curve.length > 0) stored.push(found);
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return stored.reverse();
}
