// The calls that go into the audit log, and what of them. Work on tasks, touchpoints, stays, requests and recoveries is not among
// them: its own facts say who did it.
import type { ActionKind } from '../domain/noted-action.ts';
import type { Call } from './permissions.ts';

interface AuditedCall {
  readonly action: ActionKind;
  /** Fields of the body that are told with their value, where it is a plain one. Of all others the name alone. */
  readonly tells?: readonly string[];
}

export const auditedCalls: Readonly<Partial<Record<Call, AuditedCall>>> = {
  'POST /session': { action: 'signed-in' },
  'DELETE /session': { action: 'signed-out' },
  'PUT /session/password': { action: 'user-changed' },
  'PUT /session/push': { action: 'phone-added' },
  'DELETE /session/push': { action: 'phone-removed' },
  'DELETE /sessions': { action: 'sessions-ended' },
  'DELETE /sessions/:id': { action: 'sessions-ended' },
  'DELETE /users/:name/sessions': { action: 'sessions-ended' },
  'POST /users': { action: 'user-added', tells: ['role'] },
  'PATCH /users/:name': { action: 'user-changed', tells: ['role', 'disabled'] },
  'POST /tokens': { action: 'token-added', tells: ['role'] },
  'DELETE /tokens/:name': { action: 'token-revoked' },
  'POST /devices': { action: 'device-added', tells: ['kind', 'space'] },
  'PATCH /devices/:id': { action: 'device-changed', tells: ['space', 'point', 'tau'] },
  'DELETE /devices/:id': { action: 'device-revoked' },
  'POST /devices/:id/step-test': { action: 'device-changed' },
  'PUT /devices/:id/maintenance': { action: 'device-changed', tells: ['minutes'] },
  'POST /devices/:id/commands': { action: 'command-sent', tells: ['command'] },
  'PUT /spaces/:id': { action: 'space-changed', tells: ['floor', 'riser'] },
  'PUT /standards/:id': { action: 'standard-changed', tells: ['target', 'limit'] },
  'PUT /dispatch': { action: 'dispatch-changed' },
  'GET /tasks/:id/photos/:photo': { action: 'photo-seen' },
};

/** Fields of a call's body as the log tells them: the values of those that may be told, of all others the names. */
export function tellBody(body: unknown, tells: readonly string[]): Record<string, string | number | boolean | null> {
  if (typeof body !== 'object' || body === null) return {};
  const fields = Object.entries(body);
  const isTold = ([name, value]: [string, unknown]) => tells.includes(name) && typeof value !== 'object';
  const others = fields.filter((field) => !isTold(field)).map(([name]) => name);
  return {
    ...Object.fromEntries(fields.filter(isTold)),
    ...(others.length > 0 && { changed: others.join(',').slice(0, 500) }),
  };
}
