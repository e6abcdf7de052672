// Stored draws judged again under another standard, from their curves. Reads the record, never writes it.
import type { Draw, Verdict } from '../../domain/draw.ts';
import type { DeviceRecord } from '../../domain/property.ts';
import type { WarmUpStandard } from '../../domain/standard.ts';
import { labelOf } from '../../domain/standards/service-standard.ts';
import { countVerdicts, type Rejudged, rejudge, type StoredDraw } from '../../domain/warm-up/rejudge.ts';
import { complianceRow } from '../../domain/warm-up/statistics.ts';
import type { Records } from '../../ports.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { DrawReplay, ReplayFigures } from '../contract/replay.ts';
import { everyPage } from '../every-page.ts';
import { wireVerdict } from '../wire/draw.ts';
import { instant } from '../wire/instants.ts';
import { wireStandard } from '../wire/standard.ts';
import { type ReplayKey, replaySides } from './replay-rows.ts';

const mostChanges = 1000;
/** With their curves, some 10 kB each. */
const drawsAtOnce = 100;
type Placed = Verdict & { readonly space: string };

/** @param changed the id of the standard that the new one would replace; unset: it stands beside all. */
export async function replayDraws(
  { records, devices, dayOf }: Pick<ApiPorts, 'records' | 'devices' | 'dayOf'>,
  standard: WarmUpStandard,
  { from, to }: { readonly from: number; readonly to: number },
  changed?: string,
): Promise<DrawReplay> {
  const label = labelOf(standard);
  const measured = devices.all().filter(({ record }) => record.sensor?.point === standard.point);
  const rejudged: Rejudged[] = [];
  for (const { record } of measured) {
    if (record.sensor === undefined) continue;
    rejudged.push(...rejudge(record.sensor, await storedDraws(records, record, from, to), standard));
  }

  /** Spaces whose sensor gave no draw that says anything are counted beside the draws. */
  function count(verdicts: readonly Placed[], by?: ReplayKey, key = ''): ReplayFigures {
    const told = new Set(verdicts.flatMap(({ outcome, space }) => (isCertain(outcome) ? [space] : [])));
    const silent = measured.filter((one) => {
      const isHere = (by !== 'riser' && by !== 'floor') || (one[by] ?? '') === key;
      return isHere && !told.has(one.record.space);
    });
    const { key: _key, ...figures } = complianceRow(countVerdicts(key, verdicts));
    return { ...figures, noEvidence: new Set(silent.map(({ record }) => record.space)).size };
  }

  const judgedAgain = rejudged.map(({ draw, after }) => ({ draw, before: recordedBy(draw, changed), after }));
  const pairs = judgedAgain.map(({ draw, before, after }) => ({
    before: { ...before, space: draw.space } as Placed,
    after: { ...after, space: draw.space } as Placed,
    day: dayOf(draw.startedAt),
    riser: draw.riser ?? '',
    floor: draw.floor ?? '',
    standard: before.standard,
  }));
  return {
    of: 'draws',
    standard: wireStandard(standard),
    from: instant(from),
    to: instant(to),
    draws: rejudged.length,
    ...replaySides(pairs, count),
    changes: judgedAgain
      .filter(({ before, after }) => before.outcome !== after.outcome)
      .slice(0, mostChanges)
      .map(({ draw, before, after }) => ({
        draw: draw.id,
        space: draw.space,
        startedAt: instant(draw.startedAt),
        before: wireVerdict(before, before.standard),
        after: wireVerdict(after, label),
      })),
  };
}

/** What the record says of a draw by this standard, in whichever version; by the primary one where it did not judge. */
function recordedBy(draw: Draw, id: string | undefined): Verdict & { readonly standard: string } {
  return draw.otherVerdicts.find(({ standard }) => standard.split('@')[0] === id) ?? draw;
}

const isCertain = (outcome: Verdict['outcome']) => outcome === 'met' || outcome === 'missed';

/** Closed draws of one sensor with their curves, the earliest first. */
async function storedDraws(records: Records, { id }: DeviceRecord, from: number, to: number): Promise<StoredDraw[]> {
  const stored: StoredDraw[] = [];
  const pages = everyPage((page) => records.drawsWithCurves({ device: id, from, to, ...page }), drawsAtOnce);
  for await (const items of pages) stored.push(...items.filter(({ curve }) => curve.length > 0));
  return stored.reverse();
}
