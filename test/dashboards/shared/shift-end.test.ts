// The end of a shift: nothing that has not been sent goes without a word, and nobody is told that they are signed out who is not.
import { expect, test } from 'vitest';
import { createMemoryActionStore } from '../../../dashboards/shared/outbox/action-store.ts';
import { endShift } from '../../../dashboards/shared/shift/shift.ts';

function phone(status: number, taps = 0) {
  const calls: string[] = [];
  let cleared = 0;
  const unsent = { all: async () => Array.from({ length: taps }, () => ({})) as never[] };
  const api = {
    async send(method: string, path: string) {
      calls.push(`${method} ${path}`);
      return (
        status < 300 && status > 0 ? { ok: true, status, body: undefined } : { ok: false, status, problem: {} }
      ) as never;
    },
  };
  const clear = async () => {
    cleared += 1;
  };
  const end = (leaveUnsent = false) => endShift({ api, unsent, clear }, leaveUnsent);
  return { end, calls, cleared: () => cleared };
}

test.each([
  ['all was sent', 204, 0, false, { state: 'ended' }, 1],
  ['the session had ended before', 401, 0, false, { state: 'ended' }, 1],
  ['no signal: the session runs on, and the phone keeps everything', 0, 0, false, { state: 'unreachable' }, 0],
  ['taps wait: it is said first, and nothing is ended', 204, 3, false, { state: 'unsent', taps: 3 }, 0],
  ['taps wait, and the person knows', 204, 3, true, { state: 'ended' }, 1],
] as const)('%s', async (_what, status, taps, leaveUnsent, ended, cleared) => {
  const it = phone(status, taps);
  expect(await it.end(leaveUnsent)).toEqual(ended);
  expect(it.cleared()).toBe(cleared);
  expect(it.calls).toEqual(ended.state === 'unsent' ? [] : ['DELETE /session']);
});

test('taps that were left stay in the box of the person', async () => {
  const box = createMemoryActionStore();
  await box.put({ key: 'k', task: 't', tappedAt: 1 } as never);
  const api = { send: async () => ({ ok: true, status: 204, body: undefined }) as never };
  await endShift({ api, unsent: box, clear: async () => {} }, true);
  expect(await box.all()).toHaveLength(1);
});
