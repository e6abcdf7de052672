// Compliance with its silence: spaces whose sensor gave no qualifying draw are counted beside the draws, so that a hotel that
// measures nothing never looks good.

import { complianceRow } from '../domain/warm-up/statistics.ts';
import type { DeviceViews, DrawTally, OutcomeSpan, TallyQuery } from '../ports.ts';
import type { ApiPorts } from './api-ports.ts';
import type { ComplianceRow } from './contract/compliance.ts';

interface MeasuredSpace {
  readonly space: string;
  readonly floor: string;
  readonly riser: string;
}

export async function complianceRows(
  { history, devices, daysOf }: Pick<ApiPorts, 'history' | 'devices' | 'daysOf'>,
  query: TallyQuery,
): Promise<ComplianceRow[]> {
  const tallies = new Map((await history.tally(query)).map((tally) => [tally.key, tally]));
  const measured = measuredSpaces(devices);
  const silent = await silentSpaces();
  const keys = [...new Set([...tallies.keys(), ...silent.keys()])].sort();
  return keys.map((key) => ({
    ...complianceRow(tallies.get(key) ?? emptyTally(key)),
    of: 'draws',
    noEvidence: silent.get(key) ?? 0,
  }));

  /** How many spaces gave no qualifying draw, by the key of the rows. */
  async function silentSpaces(): Promise<Map<string, number>> {
    switch (query.by) {
      case 'space':
        return countBy(silentBeside([...tallies.values()].filter(wasJudged).map(({ key }) => key)), 'space');
      case 'floor':
      case 'riser':
        return countBy(await silentIn(query), query.by);
      case 'standard': {
        const counts = new Map<string, number>();
        for (const key of tallies.keys()) {
          counts.set(key, (await silentIn({ ...query, standard: idOf(key) })).length);
        }
        return counts;
      }
      case 'day': {
        const spaces = measured.map(({ space }) => space);
        const judged = await history.judgedSpaces({ ...query, spaces });
        const days = daysOf(query.from, query.to);
        return new Map(days.map(({ key }) => [key, spaces.length - (judged.get(key) ?? 0)]));
      }
    }
  }

  async function silentIn(span: OutcomeSpan): Promise<MeasuredSpace[]> {
    return silentBeside(await history.outcomes.judgedIn(span));
  }

  function silentBeside(judged: Iterable<string>): MeasuredSpace[] {
    const heard = new Set(judged);
    return measured.filter(({ space }) => !heard.has(space));
  }
}

function wasJudged({ met, missed }: DrawTally): boolean {
  return met + missed > 0;
}

function measuredSpaces(devices: DeviceViews): MeasuredSpace[] {
  const spaces = new Map<string, MeasuredSpace>();
  for (const { record, floor, riser } of devices.all()) {
    if (record.kind !== 'hot-water-sensor') continue;
    spaces.set(record.space, { space: record.space, floor: floor ?? '', riser: riser ?? '' });
  }
  return [...spaces.values()];
}

function countBy(spaces: readonly MeasuredSpace[], key: 'space' | 'floor' | 'riser'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const space of spaces) counts.set(space[key], (counts.get(space[key]) ?? 0) + 1);
  return counts;
}

function emptyTally(key: string): DrawTally {
  return { key, met: 0, missed: 0, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 0 };
}

/** `house-10s@2` is version 2 of `house-10s`. */
function idOf(standard: string): string {
  return standard.split('@')[0] ?? standard;
}
