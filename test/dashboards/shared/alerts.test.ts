// What rings, how often, and what the title counts.
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createAlerts } from '../../../dashboards/shared/alert/alerts.ts';
import { reachLevel } from '../../../dashboards/shared/reach/level.ts';

function listen() {
  const rings: boolean[] = [];
  const bell = {
    isReady: signal(true),
    prepare: async () => true,
    ring: (isUrgent: boolean) => void rings.push(isUrgent),
  };
  return { alerts: createAlerts(bell), rings };
}
const push = (id: string, tasks: string[], priority: 1 | 2 | 3 = 2) => ({ id, tasks, priority });

test('each push rings once, however often a stream tells it, and what is urgent rings so', () => {
  const { alerts, rings } = listen();
  alerts.take(push('p1', ['t1']));
  alerts.take(push('p1', ['t1']));
  alerts.take(push('p2', ['t2'], 1));
  expect(rings).toEqual([false, true]);
});

test('the title counts tasks, not pushes, until the page is touched', () => {
  const { alerts } = listen();
  alerts.take(push('p1', ['t1', 't2']));
  alerts.take(push('p2', ['t2'], 1));
  expect(alerts.fresh.value).toBe(2);
  alerts.see();
  expect(alerts.fresh.value).toBe(0);
  alerts.take(push('p3', ['t3']));
  expect(alerts.fresh.value).toBe(1);
});

test('what is over is no new work any more, and what comes back is new again', () => {
  const { alerts } = listen();
  alerts.take(push('p1', ['t1', 't2', 't3']));
  alerts.hear({ id: 't1', state: 'verified' });
  alerts.hear({ id: 't2', state: 'cancelled' });
  alerts.hear({ id: 't3', state: 'accepted' });
  alerts.hear({ id: 't4', state: 'verified' });
  expect(alerts.fresh.value).toBe(1);
  alerts.hear({ id: 't1', state: 'reopened' });
  expect(alerts.fresh.value, 'whoever is to be told is told by a push').toBe(1);
  alerts.take(push('p2', ['t1']));
  expect(alerts.fresh.value).toBe(2);
});

test('after a time that nobody can tell of, what is not on the list of open work any more is not counted', async () => {
  const { alerts } = listen();
  alerts.take(push('p1', ['t1', 't2']));
  await alerts.recount(async () => undefined);
  expect(alerts.fresh.value, 'no answer says nothing').toBe(2);
  await alerts.recount(async () => {
    alerts.take(push('p2', ['t3']));
    return new Set(['t2']);
  });
  expect(alerts.fresh.value, 't3 came after the list was made').toBe(2);
  alerts.see();
  await alerts.recount(() => Promise.reject(new Error('nothing is counted, so nothing is asked')));
});

test.each([
  ['plain HTTP', { isSecure: false, opensOffline: false, isSubscribed: false }, 'page'],
  ['a certificate that was only clicked away', { isSecure: true, opensOffline: false, isSubscribed: false }, 'page'],
  ['a certificate that the phone trusts', { isSecure: true, opensOffline: true, isSubscribed: false }, 'installed'],
  ['push', { isSecure: true, opensOffline: true, isSubscribed: true }, 'push'],
])('what a phone is reached by: %s', (_how, abilities, level) => {
  expect(reachLevel(abilities)).toBe(level);
});
