// How each promise stands now: how fast its budget burns, by house and floor, its last 30 days, and the work that it opened.
import { addCounts, type Burn, burnWindowsMs, floorBurn, houseBurn } from '../domain/standards/burn-rate.ts';
import type { BurnRow } from '../ports.ts';
import { fromHistory } from './answer.ts';
import type { ApiPorts } from './api-ports.ts';
import type { StandardBurn } from './contract/answer.ts';
import { currentServiceStandards, currentStandards } from './current-standards.ts';

const trendDays = 30;
const dayMs = 86_400_000;

type Day = StandardBurn['trend'][number];

export async function burnsOf(ports: ApiPorts): Promise<readonly StandardBurn[]> {
  const { records, clock } = ports;
  const now = clock.now();
  const ofDraws = await currentStandards(ports);
  const ofService = await currentServiceStandards(ports);
  const [lately, trend, tasks] = await Promise.all([
    records.judgedLately({ at: now, windowsMs: burnWindowsMs }),
    trendsOf(ports, [...ofDraws.keys()]),
    openTaskCounts(ports),
  ]);
  const byStandard = Map.groupBy(lately, ({ standard }) => standard);
  return [...ofDraws.values(), ...ofService.values()].map(({ id, targetShare }) => {
    const rows = byStandard.get(id) ?? [];
    return {
      standard: id,
      ...wireBurn(houseBurn(addCounts(rows), targetShare)),
      floors: floorsOf(rows, targetShare),
      trend: [...(trend.get(id) ?? [])],
      openTasks: (ofService.has(id) ? tasks.get(id) : id === ports.shippedStandards[0]?.id && tasks.get('')) || 0,
    };
  });
}

function wireBurn({ now, alarm }: Burn): Pick<StandardBurn, 'times' | 'windowSeconds' | 'alarm'> {
  return { times: now?.times ?? null, windowSeconds: now ? now.windowMs / 1000 : null, alarm: alarm ?? null };
}

function floorsOf(rows: readonly BurnRow[], targetShare: number): StandardBurn['floors'] {
  return rows
    .map((row) => ({ floor: row.floor, ...wireBurn(floorBurn(row, targetShare)) }))
    .filter(({ alarm }) => alarm !== null)
    .sort((one, other) => (other.times ?? 0) - (one.times ?? 0));
}

async function trendsOf(
  { records, history, property, clock, dayOf, daysOf }: ApiPorts,
  ofDraws: readonly string[],
): Promise<ReadonlyMap<string, readonly Day[]>> {
  const now = clock.now();
  const from = daysOf(now - (trendDays - 1) * dayMs, now)[0]?.from ?? now;
  const range = { from, to: now + 1 };
  const trends = new Map<string, readonly Day[]>();
  for (const standard of ofDraws) {
    const days = await fromHistory(history.tally({ ...range, by: 'day', standard, timeZone: property.timeZone }));
    const judged = days.filter(({ met, missed }) => met + missed > 0);
    trends.set(
      standard,
      judged.map(({ key, met, missed }) => ({ day: key, met, missed })),
    );
  }
  const cells = Map.groupBy(await records.judgedCells(range), ({ standard }) => standard);
  for (const [standard, counts] of cells) {
    const days = new Map<string, Day>();
    for (const { at, met, missed } of counts) {
      const day = dayOf(at);
      const sum = days.get(day) ?? { day, met: 0, missed: 0 };
      days.set(day, { day, met: sum.met + met, missed: sum.missed + missed });
    }
    trends.set(standard, [...days.values()]);
  }
  return trends;
}

/** By the promise whose misses they are; '' are those of hot water that comes too late. */
async function openTaskCounts({ records }: Pick<ApiPorts, 'records'>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const cause of await records.openTaskCauses()) {
    const [kind, about = ''] = cause.split(':');
    const key = kind === 'warm-up' ? '' : kind === 'touchpoint' || kind === 'ahead' ? about : undefined;
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
