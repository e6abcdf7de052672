// A phone whose screen is locked is woken for its person's tasks, through the push service of its browser: one on loopback here, which
// reads what is sent as a phone would.
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type HubClient, signIn } from '../support/hub-client.ts';
import { metric } from '../support/metrics.ts';
import { type PushService, type ServedPhone, startPushService } from '../support/push-service.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const password = 'a long password of staff';
const contact = 'mailto:it@hotel.example';

let hub: TestHub;
let service: PushService;
let other: PushService;
const usualAuthorities = getCACertificates('default');
beforeAll(async () => {
  [service, other] = await Promise.all([startPushService(), startPushService()]);
  setDefaultCACertificates([...usualAuthorities, service.certificate, other.certificate]);
  hub = await startHub({ settings, hubYaml });
  await hub.admin.call('PUT', '/spaces/1203', { kind: 'room', floor: '12' });
});
afterAll(async () => {
  await Promise.all([hub?.remove(), service?.stop(), other?.stop()]);
  setDefaultCACertificates(usualAuthorities);
});

const settings = {
  HUB_WEB_PUSH_CONTACT: contact,
  get HUB_WEB_PUSH_SERVICES() {
    return `${service.host},${other.host}`;
  },
};

/** More than a person is to bear in an hour: so that no ring waits for another. */
const hubYaml = 'dispatch: { pushesPerHour: 60 }';

let people = 0;
let asked = 0;
/** What is told to a role is told to all of it: of the test before nobody is left. */
beforeEach(async () => {
  for (const one of await hub.admin.list<{ name: string }>('/users')) {
    if (one.name !== 'admin') await hub.admin.call('PATCH', `/users/${one.name}`, { disabled: true });
  }
});
async function somebody(role = 'housekeeping'): Promise<{ name: string; session: HubClient }> {
  const name = `li-${++people}`;
  await hub.admin.post('/users', { name, role, password });
  return { name, session: await signIn(hub.http, name, password) };
}
const wake = (session: HubClient, { subscription }: ServedPhone, language = 'zh-Hans') =>
  session.call('PUT', '/session/push', { ...subscription, language });
async function withPhone(at = service, role?: string) {
  const person = await somebody(role);
  const phone = at.phone();
  expect((await wake(person.session, phone)).status).toBe(204);
  return { ...person, phone };
}
const ask = () =>
  hub.admin.post('/requests', { id: `call-${++asked}`, space: '1203', request: `towels-${asked}`, channel: 'phone' });
const rings = ({ rings }: ServedPhone, atLeast = 1) =>
  eventually(
    async () => rings.length,
    (count) => count >= atLeast,
  );
const wakes = async (session: HubClient) => (await session.get<{ wakes: boolean }>('/session/push')).wakes;

describe('a phone whose person asked for it', () => {
  test('rings for a task, and is told the language to say so in: no room, no guest', async () => {
    const { phone, session } = await withPhone();
    await ask();
    await rings(phone);
    const { publicKey } = await session.get<{ publicKey: string }>('/session/push');
    expect(phone.rings).toEqual([
      {
        text: '{"language":"zh-Hans"}',
        sender: { publicKey, contact },
        ttlSeconds: 600,
        urgency: 'high',
        topic: 'task',
      },
    ]);
  });

  test('stays silent for the work of others', async () => {
    const [engineer, maid] = [await withPhone(service, 'engineer'), await withPhone()];
    await ask();
    await rings(maid.phone);
    expect(engineer.phone.calls()).toBe(0);
  });

  test.each<[string, (session: HubClient, name: string) => Promise<unknown>]>([
    ['has signed out', (session) => session.call('DELETE', '/session')],
    ['wants it no more', (session) => session.call('DELETE', '/session/push')],
    ['may not sign in any more', (_session, name) => hub.admin.call('PATCH', `/users/${name}`, { disabled: true })],
    ['was signed out by the administrator', (_session, name) => hub.admin.call('DELETE', `/users/${name}/sessions`)],
  ])('stays silent once its person %s', async (_why, end) => {
    const [ended, onShift] = [await withPhone(), await withPhone()];
    await end(ended.session, ended.name);
    await ask();
    await rings(onShift.phone);
    expect(ended.phone.calls()).toBe(0);
  });

  test('rings for whoever has it now', async () => {
    const [before, after] = [await withPhone(), await somebody('engineer')];
    await wake(after.session, before.phone);
    expect([await wakes(before.session), await wakes(after.session)]).toEqual([false, true]);
  });

  const tried = async (session: HubClient) => {
    const answer = await session.call('POST', '/session/push/ring');
    return { status: answer.status, ...((await answer.json()) as object) };
  };

  test('can be tried, and not as often as a thumb can', async () => {
    const { phone, session } = await withPhone();
    expect(await tried(session)).toEqual({ status: 200, outcome: 'taken', why: null });
    expect(await tried(session)).toMatchObject({ status: 429 });
    expect(phone.rings).toHaveLength(1);
  });

  test.each<[string, number, object, boolean]>([
    ['its service refuses it', 403, { outcome: 'refused', why: expect.stringContaining('answered 403') }, true],
    ['its service is away', 503, { outcome: 'later', why: expect.stringContaining('answered 503') }, true],
    ['it is there no more, and is forgotten', 410, { outcome: 'gone', why: null }, false],
  ])('says when it is tried that %s', async (_what, status, said, isKnown) => {
    const { phone, session } = await withPhone();
    phone.answers.push({ status });
    expect(await tried(session)).toEqual({ status: 200, ...said });
    expect(await wakes(session)).toBe(isKnown);
  });

  test('is one phone in whichever words its address is written', async () => {
    const [before, after] = [await withPhone(), await somebody('engineer')];
    const { endpoint, keys } = before.phone.subscription;
    await after.session.call('PUT', '/session/push', { endpoint: `${endpoint}#x`, keys, language: 'en' });
    expect([await wakes(before.session), await wakes(after.session)]).toEqual([false, true]);
  });

  test('is on record, once however often its page says so', async () => {
    const { name, phone, session } = await withPhone();
    await wake(session, phone);
    await wake(session, phone, 'en');
    await session.call('DELETE', '/session/push');
    await session.call('DELETE', '/session/push');
    const log = await hub.admin.list<{ by: string; action: string }>(`/audit?by=user:${name}`);
    const actions = log.map(({ action }) => action).filter((action) => action.startsWith('phone'));
    expect(actions.toSorted()).toEqual(['phone-added', 'phone-added', 'phone-removed']);
  });
});

describe('a push service', () => {
  test('that has lost the phone is asked no more, and that is on record', async () => {
    const { name, phone, session } = await withPhone();
    phone.answers.push({ status: 410 });
    await ask();
    await eventually(
      () => wakes(session),
      (isWoken) => !isWoken,
    );
    const log = await hub.admin.list<{ by: string; action: string; subject: string }>('/audit?by=hub');
    expect(log).toContainEqual(expect.objectContaining({ by: 'hub', action: 'phone-removed', subject: name }));
  });

  test('that is away for a moment is asked again', async () => {
    const { phone } = await withPhone();
    phone.answers.push({ status: 503 });
    await ask();
    await rings(phone);
    expect(phone.calls()).toBe(2);
  });

  test('that answers nobody keeps no other phone from ringing', async () => {
    const [stuck, well] = [await withPhone(other), await withPhone()];
    stuck.phone.answers.push('nothing', 'nothing');
    await ask();
    await rings(well.phone, 1);
    await ask();
    await rings(well.phone, 2);
    expect(stuck.phone.rings).toEqual([]);
  });

  test('sends the hub nowhere else', async () => {
    const [{ phone, session }, elsewhere] = [await withPhone(), other.phone()];
    phone.answers.push({ status: 307, headers: { location: elsewhere.subscription.endpoint } });
    expect(await (await session.call('POST', '/session/push/ring')).json()).toMatchObject({ outcome: 'refused' });
    expect(elsewhere.calls()).toBe(0);
  });

  test('is counted', async () => {
    await withPhone();
    await ask();
    await eventually(
      () => metric(hub.http, 'hub_phone_rings_total{outcome="taken"}'),
      (count) => count > 0,
    );
  });
});

describe('what says no place of a phone is refused', () => {
  const p256dh = `B${'A'.repeat(86)}`;
  const auth = 'A'.repeat(22);
  test.each([
    ['an address of the house', 'https://127.0.0.1/', { p256dh, auth }, 'endpoint'],
    ['a service that is not in the settings', 'https://push.example/x', { p256dh, auth }, 'endpoint'],
    ['no address', 'nowhere', { p256dh, auth }, 'endpoint'],
    ['a key that is too short', undefined, { p256dh: 'BAAA', auth }, 'keys.p256dh'],
    ['a key that is no point of the curve', undefined, { p256dh, auth }, 'keys.p256dh'],
    ['a secret that is too long', undefined, { p256dh, auth: 'A'.repeat(40) }, 'keys.auth'],
  ])('%s', async (_what, endpoint, keys, field) => {
    const { session } = await somebody();
    const body = { endpoint: endpoint ?? service.phone().subscription.endpoint, keys, language: 'en' };
    const answer = await session.call('PUT', '/session/push', body);
    expect([
      answer.status,
      ((await answer.json()) as { errors: { field: string }[] }).errors.map((one) => one.field),
    ]).toEqual([400, [field]]);
  });

  test('plain HTTP, and a name before the host', async () => {
    const { session } = await somebody();
    for (const endpoint of [`http://${service.host}/x`, `https://li@${service.host}/x`]) {
      expect(
        (await session.call('PUT', '/session/push', { endpoint, keys: { p256dh, auth }, language: 'en' })).status,
      ).toBe(400);
    }
  });
});

test('a phone that was still to ring when the hub stopped rings when it is back', async () => {
  const { phone } = await withPhone();
  phone.answers.push({ status: 503 }, { status: 503 });
  await ask();
  await eventually(
    async () => phone.calls(),
    (calls) => calls > 0,
  );
  await hub.stop();
  phone.answers.length = 0;
  const before = phone.calls();
  hub = await startHub({ dataDir: hub.dataDir, settings, hubYaml });
  await rings(phone);
  await hub.stop();
  hub = await startHub({ dataDir: hub.dataDir, settings, hubYaml });
  await withPhone();
  expect(phone.calls(), 'and once').toBe(before + 1);
});

test('a hub that starts again has the same key, and still knows its phones', async () => {
  const { phone, session, name } = await withPhone();
  const before = await session.get('/session/push');
  await hub.stop();
  hub = await startHub({ dataDir: hub.dataDir, settings, hubYaml });
  const again = await signIn(hub.http, name, password);
  expect(await again.get('/session/push')).toEqual({ ...(before as object), wakes: false });
  await ask();
  await rings(phone);
});

test('a hub without a contact wakes nobody, and says so', async () => {
  const quiet = await startHub();
  try {
    expect(await quiet.admin.get('/session/push')).toEqual({ publicKey: null, wakes: false });
    const answer = await wake(quiet.admin, service.phone());
    expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ type: 'not-offered' })]);
  } finally {
    await quiet.remove();
  }
});
