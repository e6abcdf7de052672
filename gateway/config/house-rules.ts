// The rules of the house, from the words of hub.yaml to those of the domain.
import type { HouseRules, TaskRoute } from '../domain/house-rules.ts';
import type { SpaceKind } from '../domain/property.ts';
import { type TaskKind, taskKinds } from '../domain/task.ts';
import type { HubFile } from './hub-file.ts';

export function houseRules({ teams, routing, misses, standards }: HubFile): HouseRules {
  const { severeSeconds, incidentMinutes, ...counts } = misses;
  return {
    teams: teams.map(({ tasks, name, ...team }) => ({ ...team, name: name ?? team.id, taskKinds: tasks })),
    routes: taskKinds.flatMap((taskKind) => routesOf(taskKind, routing[taskKind])),
    misses: { ...counts, severeAfterS: severeSeconds, incidentWithinMs: incidentMinutes * 60_000 },
    primaryStandards: standards.primary,
    otherStandards: standards.also,
  };
}

function routesOf(taskKind: TaskKind, route: HubFile['routing'][TaskKind]): TaskRoute[] {
  if (route === undefined) return [];
  if (typeof route === 'string') return [{ taskKind, role: route }];
  return Object.entries(route).map(([place, role]) =>
    place === 'elsewhere' ? { taskKind, role } : { taskKind, spaceKind: place as SpaceKind, role },
  );
}
