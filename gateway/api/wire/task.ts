// A task as the API, the stream and the staff channels tell it.
import type * as domain from '../../domain/task.ts';
import { photosOf } from '../../domain/tasks/photos.ts';
import type { Task, TaskEvidence, TaskHistoryEntry } from '../contract/task.ts';
import { wireSharedCause } from './incident.ts';
import { instant, instantOrNull } from './instants.ts';

export function wireTask(task: domain.Task): Task {
  return {
    id: task.id,
    version: task.version,
    title: task.title,
    kind: task.kind,
    role: task.role,
    team: task.team ?? null,
    space: task.space,
    floor: task.floor ?? null,
    device: task.device ?? null,
    state: task.state,
    priority: task.priority,
    openedAt: instant(task.openedAt),
    dueAt: instantOrNull(task.dueAt),
    heldUntil: instantOrNull(task.heldUntil),
    assignee: task.assignee ?? null,
    dispatchedTo: task.dispatchedTo === undefined ? null : wireTarget(task.dispatchedTo),
    escalation: task.escalation === undefined ? null : wireEscalation(task.escalation),
    heldFor: task.heldFor ?? null,
    shownAt: instantOrNull(task.shownAt),
    incident: task.incident ?? null,
    sharedCause: task.sharedCause === undefined ? null : wireSharedCause(task.sharedCause),
    photos: photosOf(task).map(({ id, at, by }) => ({ id, at: instant(at), by })),
    evidence: task.evidence.map(wireEvidence),
    history: task.history.map(wireHistoryEntry),
  };
}

function wireEvidence(evidence: domain.TaskEvidence): TaskEvidence {
  return {
    type: evidence.type,
    id: evidence.id ?? null,
    at: instant(evidence.at),
    data: { ...evidence.data },
  };
}

function wireHistoryEntry(entry: domain.TaskHistoryEntry): TaskHistoryEntry {
  return {
    at: instant(entry.at),
    tappedAt: instantOrNull(entry.tappedAt),
    step: entry.step,
    by: entry.by,
    from: entry.from ?? null,
    to: entry.to,
    note: entry.note ?? null,
    assignee: entry.assignee ?? null,
    ...(entry.language !== undefined && { language: entry.language }),
    ...(entry.people !== undefined && { people: [...entry.people] }),
    ...(entry.level !== undefined && { level: entry.level }),
  };
}

function wireTarget({ tier, people, reason }: NonNullable<domain.Task['dispatchedTo']>): Task['dispatchedTo'] {
  return { tier, people: [...people], reason };
}

function wireEscalation({ level, at, told }: domain.Escalation): Task['escalation'] {
  return { level, at: instant(at), told: [...told] };
}
