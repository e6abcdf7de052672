// Which of the pushes that the hub decided ring a phone, and what becomes of a ring that nobody takes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Push } from '../../../gateway/domain/dispatch/push.ts';
import type { RecordedFact } from '../../../gateway/domain/facts.ts';
import {
  createPhoneRings,
  type PhoneRings,
  phoneRingsProjection,
} from '../../../gateway/notifications/web-push/phone-rings.ts';
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
  let cursor = 0;
  const forget = (hash: string, gone: Session['push']) => {
    const index = sessions.findIndex((one) => one.hash === hash);
    const { push, ...session } = sessions[index]!;
    if (push === gone) sessions[index] = session;
  };
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
    forget: async ({ hash }, push) => forget(hash, push),
    feed: {
      cursor: async () => 0,
      async moveCursor(_name, seq) {
        cursor = seq;
      },
    },
    clock: systemClock,
    log: { warn: (context) => said.push(context), info: () => {} },
  });
  return { rings, rung, sessions, said, cursor: () => cursor };
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

/** As its projection does. */
async function deliver(rings: PhoneRings, facts: readonly RecordedFact[]): Promise<void> {
  await rings.deliver(facts);
  await rings.feed.moveCursor(phoneRingsProjection, Math.max(...facts.map(({ seq }) => seq)));
  await vi.advanceTimersByTimeAsync(0);
}

test('a push to a person rings that person’s phone, one to a role those of all of it', async () => {
  const { rings, rung } = openRings();
  await deliver(rings, [decided()]);
  expect(rung).toEqual(['li']);
  const { person: _li, ...ofRole } = (decided().fact as { push: Push }).push;
  await deliver(rings, [{ seq: 2, at: now, fact: { type: 'push-decided', push: ofRole } }]);
  expect(rung).toEqual(['li', 'li', 'wang']);
});

test('what comes at once rings once', async () => {
  const { rings, rung } = openRings();
  await deliver(rings, [decided(), decided({ id: 'p2' }), decided({ id: 'p3' })]);
  expect(rung).toEqual(['li']);
});

test.each<[string, RecordedFact]>([
  ['waits for its bundle', decided({ decision: 'bundled' })],
  ['was let go', decided({ decision: 'dropped' })],
  ['was decided before the hub was down for long', decided({ at: now - 11 * minute })],
  ['is for somebody who is not signed in', decided({ person: 'zhao' })],
])('nothing rings for a push that %s', async (_why, fact) => {
  const { rings, rung } = openRings();
  await deliver(rings, [fact]);
  expect(rung).toEqual([]);
});

test('nothing rings for a session that is over', async () => {
  const { rings, rung } = openRings();
  vi.setSystemTime(now + 61 * minute);
  await deliver(rings, [decided({ at: Date.now() })]);
  expect(rung).toEqual([]);
});

test('a service that is away is asked ever less often, until the ring is worth nothing', async () => {
  const { rings, rung } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  await deliver(rings, [decided()]);
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
  await deliver(rings, [decided()]);
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
    await deliver(rings, [decided({ id: `p${n}`, person: 'li' })]);
    await deliver(rings, [decided({ id: `q${n}`, person: 'wang' })]);
  }
  expect(said).toEqual([{ service: 'push.example', reason: 'push.example answered 403' }]);
});

test('whoever signs out meanwhile is not rung', async () => {
  const { rings, rung, sessions } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  await deliver(rings, [decided()]);
  await vi.advanceTimersByTimeAsync(500);
  sessions.length = 0;
  await vi.advanceTimersByTimeAsync(minute);
  expect(rung).toEqual(['li']);
});

test('a hub that stops rings nobody any more, and begins again where somebody was still to be rung', async () => {
  const { rings, rung, cursor } = openRings((call) =>
    call === 1 ? { outcome: 'taken' } : { outcome: 'later', why: 'it is away' },
  );
  await deliver(rings, [{ ...decided(), seq: 7 }]);
  expect(cursor()).toBe(7);
  await deliver(rings, [{ ...decided({ id: 'p2' }), seq: 8 }]);
  await deliver(rings, [{ ...decided({ id: 'p3' }), seq: 9 }]);
  rings.stop();
  await vi.advanceTimersByTimeAsync(minute);
  expect([rung.length, cursor()]).toEqual([2, 7]);
});

test('the cursor goes on when the last ring has ended', async () => {
  const { rings, cursor } = openRings((call) =>
    call === 1 ? { outcome: 'later', why: 'it is away' } : { outcome: 'taken' },
  );
  await deliver(rings, [{ ...decided(), seq: 7 }]);
  expect(cursor()).toBe(6);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(cursor()).toBe(7);
});

test('nothing rings for a session that ends while its service is away', async () => {
  const { rings, rung } = openRings(() => ({ outcome: 'later', why: 'it is away' }));
  vi.setSystemTime(now + 59.5 * minute);
  await deliver(rings, [decided({ at: Date.now() })]);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = rung.length;
  await vi.advanceTimersByTimeAsync(5 * minute);
  expect(rung.length - before).toBeLessThan(3);
});

test('a browser that has said a new place while the old one was asked is rung there, and not forgotten', async () => {
  const { rings, rung, sessions } = openRings((call) => {
    if (call > 1) return { outcome: 'taken' };
    const [li] = sessions;
    sessions[0] = { ...li!, push: { ...li!.push!, endpoint: 'https://push.example/new' } };
    return { outcome: 'gone' };
  });
  await deliver(rings, [decided()]);
  expect(rung).toEqual(['li', 'new']);
  expect(sessions[0]?.push?.endpoint).toBe('https://push.example/new');
});
