// What a board tells of the tasks that it loaded anew.
import { expect, test, vi } from 'vitest';
import { createTaskBoard } from '../../../dashboards/shared/task/task-board.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { aSlowHub, settled } from './slow-hub.ts';
import { aTask } from './task-builder.ts';

test('work that came to its end while the phone heard nothing is heard of with the next list', async () => {
  vi.stubGlobal('addEventListener', () => undefined);
  const { asked, api } = aSlowHub();
  const heard: string[] = [];
  const board = await createTaskBoard({
    api: { ...api, send: () => Promise.reject(new Error('nothing is sent')) },
    session: { user: 'li' },
    alerts: { hear: ({ id, state }: Pick<Task, 'id' | 'state'>) => heard.push(`${id} ${state}`) },
  });
  const loaded = board.load();
  const [open, over, own] = asked;
  open?.answer({ items: [aTask({ id: 't1' })], lastEventId: '7' });
  over?.answer({ items: [aTask({ id: 't2', state: 'verified' })], lastEventId: '7' });
  // While the lists are on their way the stream says more of one of them.
  board.tasks.put(aTask({ id: 't2', state: 'reopened' }));
  await settled();
  own?.answer({ items: [aTask({ id: 't3', state: 'verified' })], lastEventId: '7' });
  await loaded;
  expect(heard.sort()).toEqual(['t1 open', 't2 reopened', 't3 verified']);
});
