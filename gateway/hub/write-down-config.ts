// What hub.yaml says becomes settings of the hotel, or goes on record as an input like any other.
import type { Config } from '../config.ts';
import { measuringPoints } from '../domain/property.ts';
import { servicePresets } from '../domain/standards/house-presets.ts';
import type { RunningLedger } from '../ledger.ts';

/** Which standards judge which outlets, and the rules of the house. */
export function houseSettings({ property, tasks, incidents, standards, feeds, enforcement }: Config) {
  const judgedBy = measuringPoints.flatMap((point) => [standards.primary[point], ...standards.also[point]]);
  return {
    property,
    taskRules: tasks,
    incidentRules: incidents,
    judgedBy,
    serviceStandards: servicePresets,
    feedRules: feeds,
    enforcementRules: enforcement,
  };
}

/** Spaces of hub.yaml go on record; what has not changed makes no fact. */
async function writeDownSpaces(config: Config, ledger: RunningLedger): Promise<void> {
  for (const space of config.spaces) await ledger.submit({ type: 'set-space', space });
}

/** What hub.yaml says of dispatch goes on record where it says something new. */
async function writeDownDispatch({ dispatch }: Config, ledger: RunningLedger): Promise<void> {
  if (dispatch === undefined) return;
  const by = { name: 'hub.yaml', role: 'admin' } as const;
  await ledger.submit({ type: 'set-dispatch', rules: dispatch, source: 'file', by });
}

async function writeDownStandards({ serviceStandards }: Config, ledger: RunningLedger): Promise<void> {
  const by = { name: 'hub.yaml', role: 'admin' } as const;
  for (const standard of serviceStandards) {
    await ledger.submit({ type: 'set-service-standard', ...standard, origin: 'file', by });
  }
}

/** What has not changed since the last start makes no fact. */
export async function writeDownConfig(config: Config, ledger: RunningLedger): Promise<void> {
  await writeDownSpaces(config, ledger);
  await writeDownDispatch(config, ledger);
  await writeDownStandards(config, ledger);
}
