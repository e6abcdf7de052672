// A guest's request through any channel becomes a task; the caller's id makes a repeat harmless.
import type { Task } from '../../domain/task.ts';
import { actorOf, submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { NewRequest, TakenRequest } from '../contract/request.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import { knownSpace } from '../known-space.ts';
import { wireTask } from '../wire/task.ts';

export function requestRoutes(app: ApiApp, { ledger, records, devices }: ApiPorts): void {
  app.post(
    '/requests',
    {
      schema: {
        summary: 'A guest’s request; an id seen before answers 200 and changes nothing',
        tags: ['tasks'],
        body: NewRequest,
        response: { 200: TakenRequest, 201: TakenRequest },
      },
    },
    async (request, reply) => {
      const { space, ...fields } = request.body;
      const { facts, repeat } = await submit(ledger, {
        type: 'guest-request',
        ...given(fields),
        space: knownSpace(devices, space),
        by: actorOf(callerOf(request)),
      });
      const opened = facts.find((fact) => fact.type === 'task-changed');
      const task = opened?.task ?? (await taskOfRequest(space, fields.id));
      return reply.code(repeat ? 200 : 201).send({ id: fields.id, task: task === undefined ? null : wireTask(task) });
    },
  );

  async function taskOfRequest(space: string, id: string): Promise<Task | undefined> {
    const { items } = await records.tasks({ space, limit: 1000 });
    return items.find((task) => task.evidence.some((reason) => reason.type === 'request' && reason.id === id));
  }
}
