// Which of the pushes that the hub decided ring a phone, and what becomes of a ring that nobody takes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Push } from '../../../gateway/domain/dispatch/push.ts';
import type { RecordedFact } from '../../../gateway/domain/facts.ts';
import { createPhoneRings } from '../../../gateway/notifications/web-push/phone-rings.ts';
import type { Rung, Session, User } from '../../../gateway/ports.ts';
import { systemClock } from '../../../gateway/system-clock.ts';

const minute = 60_000;
const now = Date.parse('2026-03-01T10:00:00Z');

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

/** @param answer what the service says to each call */
function openRings(answer: (call: number) => Rung = () => ({ outcome: 'taken' })) {
  const users: User[] = [
    { name: 'li', role: 'housekeeping', passwordHash: '', disabled: false },
    { name: 'wang', role: 'housekeeping', passwordHash: '', disabled: false },
  ];
  const sessions: Session[] = users.map(({ name }) => ({
    hash: `session of ${name}`,
    user: name,
    csrfToken: '',
    expiresAt: now + 60 * minute,
    push: { endpoint: `https://push.example/${name}`, p256dh: '', auth: '', language: 'en' },
  }));
  const rung: string[] = [];
  const said: object[] = [];
  const rings = createPhoneRings({
    sender: {
      async ring({ endpoint }) {
        rung.push(endpoint.split('/').at(-1) ?? '');
        return answer(rung.length);
      },
    },
    credentials: {
      user: (name) => users.find((one) => one.name === name),
      session: (hash) => sessions.find((one) => one.hash === hash),
      sessions: () => sessions,
    },
    forget: async () => {},
    clock: systemClock,
    log: { warn: (context) => said.push(context), info: () => {} },
  });
  return { rings, rung, sessions, said };
}

function decided(more: Partial<Push> = {}): RecordedFact {
  const push: Push = {
    id: 'p1',
    at: now,
    decision: 'now',
    reason: 'dispatched',
    role: 'housekeeping',
    person: 'li',
    priority: 2,
    tasks: ['t1'],
    ...more,
  };
  return { seq: 1, at: push.at, fact: { type: 'push-decided', push } };
}

test('a push to a person rings that person’s phone, one to a role those of all of it', async () => {
  const { rings, rung } = openRings();
  await rings.deliver([decided()]);
  expect(rung).toEqual(['li']);
  const { person: _li, ...ofRole } = (decided().fact as { push: Push }).push;
  await rings.deliver([{ seq: 2, at: now, fact: { type: 'push-decided', push: ofRole } }]);
  expect(rung).toEqual(['li', 'li', 'wang']);
});

test('what comes at once rings once', async () => {
  const { rings, rung } = openRings();
  await rings.deliver([decided(), decided({ id: 'p2' }), decided({ id: 'p3' })]);
  expect(rung).toEqual(['li']);
});

test.each<[string, RecordedFact]>([
  ['waits for its bundle', decided({ decision: 'bundled' })],
  ['was let go', decided({ decision: 'dropped' })],
  ['was decided before the hub was down for long', decided({ at: now - 11 * minute })],
  ['is for somebody who is not signed in', decided({ person: 'zhao' })],
])('nothing rings for a push that %s', async (_why, fact) => {
  const { rings, rung } = openRings();
  await rings.deliver([fact]);
  expect(rung).toEqual([]);
});

test('nothing rings for a session that is over', async () => {
  const { rings, rung } = openRings();
  vi.setSystemTime(now + 61 * minute);
  await rings.deliver([decided({ at: Date.now() })]);
  expect(rung).toEqual([]);
});

test('a service that is away is asked ever less often, until the ring is worth nothing', async () => {
  const { rings, rung } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  void rings.deliver([decided()]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(rung).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(20 * minute);
  expect(rung.length).toBeLessThan(30);
  expect(rings.counts()).toEqual({ taken: 0, gone: 0, refused: 0, 'too-late': 1 });
});

test('a service that says when it can be asked again is not asked before', async () => {
  const { rings, rung } = openRings((call) =>
    call === 1 ? { outcome: 'later', why: 'busy', retryAfterMs: 2 * minute } : { outcome: 'taken' },
  );
  void rings.deliver([decided()]);
  await vi.advanceTimersByTimeAsync(2 * minute - 1);
  expect(rung).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(rung).toHaveLength(2);
});

test('a phone that its service refuses is told of once, and its service is well', async () => {
  const { rings, said } = openRings((call) =>
    call % 2 === 1 ? { outcome: 'refused', why: 'push.example answered 403' } : { outcome: 'taken' },
  );
  for (const n of [1, 2]) {
    await rings.deliver([decided({ id: `p${n}`, person: 'li' })]);
    await rings.deliver([decided({ id: `q${n}`, person: 'wang' })]);
  }
  expect(said).toEqual([{ service: 'push.example', reason: 'push.example answered 403' }]);
});

test('whoever signs out meanwhile is not rung', async () => {
  const { rings, rung, sessions } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  void rings.deliver([decided()]);
  await vi.advanceTimersByTimeAsync(500);
  sessions.length = 0;
  await vi.advanceTimersByTimeAsync(minute);
  expect(rung).toEqual(['li']);
});

test('a hub that stops rings nobody any more', async () => {
  const { rings, rung } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  const delivered = rings.deliver([decided()]);
  await vi.advanceTimersByTimeAsync(500);
  rings.stop();
  await delivered;
  await vi.advanceTimersByTimeAsync(minute);
  expect(rung).toEqual(['li']);
});

test('what a dead service is asked for holds up the next ring once, and then no more', async () => {
  const { rings, rung } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  const first = rings.deliver([decided()]);
  await vi.advanceTimersByTimeAsync(5_000);
  await first;
  const before = Date.now();
  await rings.deliver([decided({ id: 'p2', person: 'wang' })]);
  expect(Date.now()).toBe(before);
  expect(rung).toContain('wang');
});
