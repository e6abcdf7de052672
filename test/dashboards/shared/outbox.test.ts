// The box of taps against a hub that comes and goes.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../dashboards/shared/api/api.ts';
import { isTap } from '../../../dashboards/shared/outbox/action.ts';
import { createMemoryActionStore } from '../../../dashboards/shared/outbox/action-store.ts';
import { createOutbox } from '../../../dashboards/shared/outbox/outbox.ts';
import type { Task, TaskActionCall } from '../../../gateway/api/contract/task.ts';
import { aTask, now } from './task-builder.ts';

interface Sent {
  readonly path: string;
  readonly call: TaskActionCall;
}

const unreachable = { ok: false, status: 0, problem: {} } as const;

/** A hub that answers as told, one answer a call, and then takes everything. */
function aHub(answers: Answer<Task>[] = []) {
  const sent: Sent[] = [];
  let version = 1;
  return {
    sent,
    answers,
    send: async <Body>(_method: string, path: string, body?: unknown) => {
      sent.push({ path, call: body as TaskActionCall });
      const told = answers.shift();
      if (told !== undefined) return told as Answer<Body>;
      version += 1;
      return { ok: true, status: 200, body: aTask({ version }) as Body } as Answer<Body>;
    },
  };
}

const listeners = new Map<string, () => void>();
beforeEach(() => {
  listeners.clear();
  vi.stubGlobal('addEventListener', (name: string, listen: () => void) => listeners.set(name, listen));
  vi.stubGlobal('removeEventListener', (name: string) => listeners.delete(name));
});

async function anOutbox(hub: ReturnType<typeof aHub>, store = createMemoryActionStore()) {
  const told: Task[] = [];
  const outbox = createOutbox({ api: hub, store, now: () => now, onTask: (task) => told.push(task) });
  await outbox.start();
  return { outbox, told, store };
}

const settled = (outbox: { waiting: { value: readonly unknown[] } }) =>
  vi.waitFor(() => expect(outbox.waiting.value).toEqual([]));

describe('what people did', () => {
  test('goes out with its version, its key and the phone’s time', async () => {
    const hub = aHub();
    const { outbox, told } = await anOutbox(hub);
    await outbox.act(aTask({ version: 4 }), 'accept');
    await settled(outbox);
    expect(hub.sent).toEqual([
      {
        path: '/tasks/t1/accept',
        call: { version: 4, key: expect.stringMatching(/^[0-9a-f]{32}$/), at: new Date(now).toISOString() },
      },
    ]);
    expect(told).toHaveLength(1);
    outbox.stop();
  });

  test('waits without a network, goes out in order when it is back, on the version that each answer made', async () => {
    const hub = aHub([unreachable]);
    const { outbox } = await anOutbox(hub);
    await outbox.act(aTask(), 'accept');
    await outbox.act(aTask(), 'start');
    await outbox.act(aTask(), 'complete');
    expect(outbox.waiting.value.map((one) => isTap(one) && one.action)).toEqual(['accept', 'start', 'complete']);
    listeners.get('online')?.();
    await settled(outbox);
    const taken = hub.sent.slice(-3);
    expect(taken.map(({ path, call }) => `${path} v${call.version}`)).toEqual([
      '/tasks/t1/accept v1',
      '/tasks/t1/start v2',
      '/tasks/t1/complete v3',
    ]);
    outbox.stop();
  });

  test('a sheet that was opened before the hub had answered the last tap goes on from that answer', async () => {
    const hub = aHub();
    const { outbox } = await anOutbox(hub);
    const asShown = aTask();
    await outbox.act(asShown, 'start');
    await settled(outbox);
    await outbox.act(asShown, 'complete', { note: 'done' });
    await settled(outbox);
    expect(hub.sent.map(({ path, call }) => `${path} v${call.version}`)).toEqual([
      '/tasks/t1/start v1',
      '/tasks/t1/complete v2',
    ]);
    outbox.stop();
  });

  test('keeps its key over every try, so that a lost answer does no harm', async () => {
    const hub = aHub([unreachable, { ok: false, status: 503, problem: {} }]);
    const { outbox } = await anOutbox(hub);
    await outbox.act(aTask(), 'accept');
    for (let tries = 1; tries < 3; tries += 1) {
      await vi.waitFor(() => expect(hub.sent).toHaveLength(tries));
      await Promise.resolve();
      listeners.get('online')?.();
    }
    await settled(outbox);
    expect(new Set(hub.sent.map(({ call }) => call.key)).size).toBe(1);
    outbox.stop();
  });

  test('outlives the page', async () => {
    const store = createMemoryActionStore();
    const before = await anOutbox(aHub([unreachable]), store);
    await before.outbox.act(aTask(), 'accept');
    before.outbox.stop();
    const hub = aHub();
    const after = await anOutbox(hub, store);
    await settled(after.outbox);
    expect(hub.sent.map(({ path }) => path)).toEqual(['/tasks/t1/accept']);
    expect(await store.all()).toEqual([]);
    after.outbox.stop();
  });

  test('that somebody else did first is told, and what was built on it is dropped', async () => {
    const theirs = aTask({ state: 'accepted', assignee: 'wang', version: 2 });
    const hub = aHub([unreachable, { ok: false, status: 409, problem: { task: theirs } }]);
    const { outbox, told } = await anOutbox(hub);
    await outbox.act(aTask(), 'accept');
    await outbox.act(aTask(), 'start');
    listeners.get('online')?.();
    await settled(outbox);
    expect(outbox.refused.value.get('t1')).toMatchObject({ status: 409, problem: { task: theirs } });
    expect(told).toEqual([theirs]);
    expect(hub.sent.filter(({ path }) => path.endsWith('/start'))).toEqual([]);
    outbox.putAside('t1');
    expect(outbox.refused.value.size).toBe(0);
    outbox.stop();
  });

  test('within one millisecond is still one after the other', async () => {
    const { outbox } = await anOutbox(aHub([unreachable]));
    for (const action of ['accept', 'start', 'complete'] as const) await outbox.act(aTask(), action);
    const instants = outbox.waiting.value.map(({ tappedAt }) => tappedAt);
    expect(instants).toEqual([now, now + 1, now + 2]);
    outbox.stop();
  });

  test('a picture and a report go out among the taps, in their turn', async () => {
    const hub = aHub([unreachable]);
    const { outbox } = await anOutbox(hub);
    await outbox.act(aTask(), 'accept');
    await outbox.addPhoto(aTask(), new ArrayBuffer(8));
    await outbox.report({ space: '1203', request: 'leak', channel: 'staff' });
    listeners.get('online')?.();
    await settled(outbox);
    const [accept, photo, report] = hub.sent.slice(-3);
    expect(accept?.path).toBe('/tasks/t1/accept');
    expect(photo?.path).toBe(`/tasks/t1/photos?at=${encodeURIComponent(new Date(now + 1).toISOString())}`);
    expect(photo?.call).toMatchObject({ size: 8, type: 'image/jpeg' });
    expect(report).toMatchObject({
      path: '/requests',
      call: { id: expect.stringMatching(/^[0-9a-f]{32}$/), space: '1203', request: 'leak' },
    });
    outbox.stop();
  });

  test('a picture of a task that somebody else took stays, a report that is refused is told', async () => {
    const hub = aHub([
      unreachable,
      { ok: false, status: 409, problem: { task: aTask({ assignee: 'wang', version: 2 }) } },
      { ok: true, status: 200, body: aTask({ version: 2 }) },
      { ok: false, status: 400, problem: { detail: 'there is no space 9999' } },
    ]);
    const { outbox } = await anOutbox(hub);
    await outbox.act(aTask(), 'accept');
    await outbox.addPhoto(aTask(), new ArrayBuffer(8));
    await outbox.report({ space: '9999', request: 'leak', channel: 'staff' });
    listeners.get('online')?.();
    await settled(outbox);
    expect(hub.sent.map(({ path }) => path.replace(/\?.*/, '')).slice(-3)).toEqual([
      '/tasks/t1/accept',
      '/tasks/t1/photos',
      '/requests',
    ]);
    expect([...outbox.refused.value.values()].map(({ status }) => status)).toEqual([409, 400]);
    outbox.stop();
  });
});
