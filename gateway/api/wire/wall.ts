// Tasks and incidents as a wall shows them: only what the contract of the wall names leaves here.
import type { Phone } from '../../domain/dispatch/phones.ts';
import type * as domain from '../../domain/incident.ts';
import type { Task } from '../../domain/task.ts';
import type { WallIncident, WallTask } from '../contract/wall.ts';
import { heardOnWall } from '../wall-lines.ts';
import { wireIncident } from './incident.ts';
import { instant, instantOrNull } from './instants.ts';

export interface WallView {
  nameOfSpace(id: string): string | undefined;
  /** Undefined while the hub does not know of them yet. */
  readonly phones: readonly Phone[] | undefined;
}

export function wireWallTask(task: Task, { nameOfSpace, phones }: WallView): WallTask {
  return {
    id: task.id,
    kind: task.kind,
    request: requestOf(task),
    space: task.space,
    spaceName: nameOfSpace(task.space) ?? null,
    role: task.role,
    state: task.state,
    priority: task.priority,
    openedAt: instant(task.openedAt),
    dueAt: instantOrNull(task.dueAt),
    assignee: task.assignee ?? null,
    people: [...(task.dispatchedTo?.people ?? [])],
    heard: heardOnWall(task, phones),
    escalation: { level: task.escalation?.level ?? 0, told: [...(task.escalation?.told ?? [])] },
  };
}

/** The code alone: what the guest said beside it stays with who is on the way. */
function requestOf({ kind, evidence }: Task): string | null {
  const asked = kind === 'request' ? evidence.find(({ type }) => type === 'request')?.data?.['request'] : undefined;
  return typeof asked === 'string' ? asked : null;
}

export function wireWallIncident(
  incident: domain.Incident,
  { nameOfSpace }: Pick<WallView, 'nameOfSpace'>,
): WallIncident {
  const { id, kind, subject, shape, part, since, reasons, spaces, devices } = wireIncident(incident);
  const subjectName = kind === 'room' ? (nameOfSpace(subject) ?? null) : null;
  return { id, kind, subject, subjectName, shape, part, since, reasons, spaces, devices };
}
