// The rules of the house, from the words of hub.yaml to those of the domain.
import { houseIncidentRules, type IncidentRules } from '../domain/house.ts';
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
