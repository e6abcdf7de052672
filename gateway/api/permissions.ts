// Which role may make which call: the one table, read by the guard, by the OpenAPI document and by the tests. A route that is
// not in it cannot be registered.
import type { Role } from '../domain/property.ts';

const everybody = 'everybody';
const staff: readonly Role[] = ['housekeeping', 'front-desk', 'engineer', 'manager', 'admin'];
const writers: readonly Role[] = [...staff, 'integration'];
const signedIn: readonly Role[] = [...writers, 'wall'];
const watchers: readonly Role[] = ['engineer', 'manager', 'admin'];
const installers: readonly Role[] = ['engineer', 'admin'];
const managers: readonly Role[] = ['manager', 'admin'];
const administrators: readonly Role[] = ['admin'];

export type Permission = readonly Role[] | typeof everybody;

/** Paths are relative to `/api/v1`. */
export const permissions = {
  'POST /session': everybody,
  'GET /session': signedIn,
  'DELETE /session': signedIn,
  'GET /sessions': staff,
  'PUT /session/password': staff,
  'GET /session/push': staff,
  'PUT /session/push': staff,
  'DELETE /session/push': staff,
  'POST /session/push/ring': staff,
  'DELETE /sessions': staff,
  'DELETE /sessions/:id': staff,
  'GET /openapi.json': everybody,
  'GET /property': signedIn,
  'GET /spaces': writers,
  'PUT /spaces/:id': installers,
  /** Who knocks at guests' doors; nobody else is told that somebody is in. */
  'GET /spaces/entry': ['housekeeping', 'front-desk'],

  'GET /devices': watchers,
  'GET /devices/:id': watchers,
  'POST /devices': installers,
  'PATCH /devices/:id': installers,
  'DELETE /devices/:id': installers,
  'POST /devices/:id/commands': installers,
  'GET /devices/:id/commands': watchers,
  'GET /devices/:id/commands/:command': watchers,
  'POST /devices/:id/step-test': installers,
  'PUT /devices/:id/maintenance': installers,
  'GET /devices/:id/messages': installers,
  'GET /devices/:id/telemetry': watchers,

  'GET /batteries': watchers,
  'GET /set-aside': watchers,
  'GET /draws': watchers,
  'GET /draws/:id': watchers,
  'GET /draws/:id/beside': watchers,
  'GET /compliance': managers,
  'GET /compliance/heatmap': managers,
  'GET /compliance/misses': managers,
  'GET /corrections': managers,
  'POST /corrections': managers,
  'DELETE /corrections/:id': managers,
  'GET /compliance/answers': managers,
  'GET /compliance/burn': managers,
  'POST /compliance/replay': managers,
  'GET /exports/:kind': managers,
  'POST /exports/check': managers,
  'GET /standards': staff,
  'PUT /standards/:id': managers,

  'GET /tasks': staff,
  'GET /tasks/:id': staff,
  'POST /tasks/:id/photos': staff,
  'GET /tasks/:id/photos/:photo': staff,
  'POST /tasks/:id/shown': staff,
  'POST /tasks/:id/:action': staff,
  'GET /handover': staff,
  'GET /dispatch': staff,
  'PUT /dispatch': managers,
  'GET /dispatch/duty': staff,
  'GET /pushes': staff,
  'POST /recoveries': ['front-desk', 'manager', 'admin'],
  'GET /recoveries': ['front-desk', 'manager', 'admin'],
  'POST /requests': writers,
  'GET /incidents': watchers,
  'GET /evidence/seals': managers,
  'GET /dispatch/reach': staff,
  'GET /touchpoints': ['front-desk', 'manager', 'admin'],
  'GET /touchpoints/:id': ['front-desk', 'manager', 'admin'],
  'POST /touchpoints': ['integration', 'front-desk', 'housekeeping', 'admin'],
  'POST /stays/events': ['integration', 'front-desk', 'admin'],
  'GET /stays': ['front-desk', 'manager', 'admin'],
  'GET /stays/:id': ['front-desk', 'manager', 'admin'],
  'GET /wall': ['wall', 'manager', 'admin'],
  'GET /stream': staff,

  'GET /users': administrators,
  'POST /users': administrators,
  'PATCH /users/:name': administrators,
  'POST /stream/heard': staff,
  'DELETE /users/:name/sessions': administrators,
  'GET /tokens': administrators,
  'POST /tokens': administrators,
  'DELETE /tokens/:name': administrators,
  'GET /audit': administrators,
  'POST /audit': administrators,
} as const satisfies Readonly<Record<string, Permission>>;

export type Call = keyof typeof permissions;

export function permissionOf(call: string): Permission | undefined {
  return Object.hasOwn(permissions, call) ? permissions[call as Call] : undefined;
}

export function mayCall(role: Role, call: Call): boolean {
  const permission: Permission = permissions[call];
  return permission === everybody || permission.includes(role);
}
