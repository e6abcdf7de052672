// The rules of the house, from the words of hub.yaml to those of the domain.
import { houseIncidentRules, type IncidentRules } from '../domain/house.ts';
import type { FeedRulesByName } from '../domain/journey/silence.ts';
import { changeTerms } from '../domain/standards/change-standard.ts';
import { servicePresets } from '../domain/standards/house-presets.ts';
import type { ServiceStandardTerms } from '../domain/standards/service-standard.ts';
import { houseTaskRules, type TaskRules } from '../domain/tasks/assignment.ts';
import type { HubFile } from './hub-file.ts';

export function taskRules({ tasks, teams }: HubFile): TaskRules {
  return {
    ...houseTaskRules,
    teams: teams.map(({ tasks: taskKinds, name, ...team }) => ({ ...team, name: name ?? team.id, taskKinds })),
    roles: tasks.roles,
    warmUpTasks: tasks.warmUp,
  };
}

export function incidentRules({ incidents: { withinMinutes, ...counts } }: HubFile): IncidentRules {
  return { ...houseIncidentRules, ...counts, withinMs: withinMinutes * 60_000 };
}

export function feedRules({ feeds }: HubFile): FeedRulesByName {
  const rules = ({ quietMinutes, from, to }: HubFile['feeds']['pms']) => ({
    quietMs: quietMinutes * 60_000,
    hours: { from, to },
  });
  return { pms: rules(feeds.pms), crm: rules(feeds.crm) };
}

/** The file has been checked. */
export function serviceTerms({ standards }: HubFile): readonly { id: string; terms: ServiceStandardTerms }[] {
  return standards.service.flatMap(({ id, ...change }) => {
    const changed = changeTerms(
      servicePresets.find((one) => one.id === id),
      change,
    );
    return 'terms' in changed ? [{ id, terms: changed.terms }] : [];
  });
}
