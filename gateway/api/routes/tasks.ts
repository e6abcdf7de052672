// Tasks: what is to be done, and what people do to it. Staff see their own role's; managers and administrators all.
import type { Input, Refusal } from '../../domain/inputs.ts';
import type { Role } from '../../domain/property.ts';
import { shown } from '../../domain/shown-value.ts';
import type * as domain from '../../domain/task.ts';
import { overStates } from '../../domain/task.ts';
import type { User } from '../../ports.ts';
import { actorOf, ask, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import type { Caller } from '../authentication/caller.ts';
import { pageOf } from '../contract/page.ts';
import { Task, TaskActionCall, TaskActionParams, TaskParams, TasksQuery } from '../contract/task.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { refusalProblem, refuse, refuseField } from '../problem.ts';
import { mayReadTask, readableTask, readsAllTasks } from '../task-visibility.ts';
import { unixMsOrUndefined } from '../wire/instants.ts';
import { wireTask } from '../wire/task.ts';

const tags = ['tasks'];

export function taskRoutes(app: ApiApp, { records, ledger, credentials, live }: ApiPorts): void {
  app.get(
    '/tasks',
    { schema: { summary: 'Tasks, newest first', tags, querystring: TasksQuery, response: { 200: pageOf(Task) } } },
    (request, reply) => {
      // Read before the tasks are: a stream from here on tells whatever the list does not know.
      void reply.header('last-event-id', live.lastSeq());
      const caller = callerOf(request);
      const { state, role, mine, ...page } = request.query;
      if (role !== undefined && !mayReadTask(caller.role, { role })) {
        throw refuse(403, `${caller.name} reads the tasks of ${caller.role}, not of ${role}.`);
      }
      const query = given({
        ...page,
        states: state,
        role: readsAllTasks(caller.role) ? role : caller.role,
        assignee: mine === true ? caller.name : undefined,
      });
      return wirePage(records.tasks(query), wireTask);
    },
  );

  app.get(
    '/tasks/:id',
    { schema: { summary: 'One task', tags, params: TaskParams, response: { 200: Task } } },
    async (request) => wireTask(await readableTask(records, request.params.id, callerOf(request))),
  );

  app.post(
    '/tasks/:id/shown',
    {
      schema: {
        summary: 'The task has been on this phone’s screen for a second; only the first phone counts',
        tags,
        params: TaskParams,
        response: { 200: Task },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const task = await readableTask(records, id, caller);
      if (overStates.has(task.state)) return wireTask(task);
      await submit(ledger, { type: 'task-shown', task: id, by: actorOf(caller) });
      return wireTask(await readableTask(records, id, caller));
    },
  );

  app.post(
    '/tasks/:id/:action',
    {
      schema: {
        summary: 'Act on a task. 409 carries the task as it is; a repeated key answers 200 and changes nothing',
        tags,
        params: TaskActionParams,
        body: TaskActionCall,
        response: { 200: Task },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id, action } = request.params;
      const { role } = await readableTask(records, id, caller);
      const { assignee } = request.body;
      if (action === 'assign' && assignee !== undefined)
        refuseWrongAssignee(credentials.user(assignee), assignee, role);
      const answer = await ask(ledger, taskAction(id, action, request.body, caller));
      if (!answer.accepted) {
        const task = await readableTask(records, id, caller);
        throw refusalProblem(overIfUnknown(answer.refusal, task), wireTask(task));
      }
      const changed = answer.facts.findLast((fact) => fact.type === 'task-changed' && fact.task.id === id);
      return wireTask(changed?.type === 'task-changed' ? changed.task : await readableTask(records, id, caller));
    },
  );
}

/** A task that is given to nobody who can act on it would wait for ever. */
function refuseWrongAssignee(user: User | undefined, name: string, role: Role): void {
  const said = (found: string) =>
    refuseField('assignee', `expected a user who may act on tasks of ${role}, found ${found}`);
  if (user === undefined) throw said(shown(name));
  if (user.disabled) throw said(`${shown(name)}, who is disabled`);
  if (!mayReadTask(user.role, { role })) throw said(`${shown(name)} of ${user.role}`);
}

function taskAction(task: string, action: domain.TaskAction, call: TaskActionCall, caller: Caller): Input {
  const { version, key, note, assignee, heldFor, language } = call;
  return {
    type: 'task-action',
    task,
    action,
    version,
    by: actorOf(caller),
    ...given({
      key,
      note,
      assignee,
      heldFor,
      language,
      tappedAt: unixMsOrUndefined(call.at),
      until: unixMsOrUndefined(call.until),
    }),
  };
}

/** The ledger has forgotten what is over; the store has not. */
function overIfUnknown(refusal: Refusal, task: domain.Task): Refusal {
  if (refusal.code !== 'unknown-task') return refusal;
  return { code: 'not-in-this-state', detail: `task ${task.id} is over: it is ${task.state}` };
}
