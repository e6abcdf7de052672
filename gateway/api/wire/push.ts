// A push as the API and the staff channels tell it.
import type * as domain from '../../domain/dispatch/push.ts';
import type { Push } from '../contract/dispatch.ts';
import { instant, instantOrNull } from './instants.ts';

export function wirePush(push: domain.Push): Push {
  return {
    id: push.id,
    at: instant(push.at),
    decision: push.decision,
    until: instantOrNull(push.until),
    reason: push.reason,
    role: push.role,
    person: push.person ?? null,
    floor: push.floor ?? null,
    incident: push.incident ?? null,
    priority: push.priority,
    tasks: [...push.tasks],
  };
}
