// What compliance would have been under another standard, from the stored curves. Reads the record, never writes it.
import type { DeviceRecord } from '../../domain/property.ts';
import type { WarmUpStandard } from '../../domain/standard.ts';
import { countVerdicts, type Rejudged, rejudge, type StoredDraw } from '../../domain/warm-up/rejudge.ts';
import { complianceRow } from '../../domain/warm-up/statistics.ts';
import type { Records } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Replay, ReplayCall } from '../contract/compliance.ts';
import { currentStandards } from '../current-standards.ts';
import { refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { wireVerdict } from '../wire/draw.ts';
import { instant } from '../wire/instants.ts';
import { changedStandard, wireStandard } from '../wire/standard.ts';

const defaultSpanMs = 30 * 86_400_000;
const mostChanges = 1000;

export function replayRoutes(app: ApiApp, ports: ApiPorts): void {
  const { records, devices, clock } = ports;

  app.post(
    '/compliance/replay',
    {
      schema: {
        summary: 'Judge stored draws under another standard; the record stays as it is',
        tags: ['compliance'],
        body: ReplayCall,
        response: { 200: Replay },
      },
    },
    async ({ body }) => {
      const { from, to } = closedRange(body, clock.now(), defaultSpanMs);
      const standard = await wantedStandard(body.standard);
      const rejudged: Rejudged[] = [];
      for (const { record } of devices.all()) {
        if (record.sensor?.point !== standard.point) continue;
        rejudged.push(...rejudge(record.sensor, await storedDraws(records, record, from, to), standard));
      }
      const label = `${standard.id}@${standard.version}`;
      return {
        standard: wireStandard(standard),
        from: instant(from),
        to: instant(to),
        draws: rejudged.length,
        before: complianceRow(
          countVerdicts(
            'before',
            rejudged.map(({ draw }) => draw),
          ),
        ),
        after: complianceRow(
          countVerdicts(
            'after',
            rejudged.map(({ after }) => after),
          ),
        ),
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
    },
  );

  async function wantedStandard(wanted: ReplayCall['standard']): Promise<WarmUpStandard> {
    const current = await currentStandards(ports);
    if (typeof wanted !== 'string') {
      const [base] = ports.shippedStandards;
      if (base === undefined) throw new Error('standards: expected at least one that ships, found none');
      return changedStandard(base, 'what-if', 1, wanted);
    }
    const standard = current.get(wanted);
    if (standard === undefined) throw refuseField('standard', `expected one of ${[...current.keys()].join(', ')}`);
    return standard;
  }
}

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
