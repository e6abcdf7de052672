// Whose phones listen, by real streams: a page that says it hears, one that fell silent, one that was put away.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { type HubClient, signIn } from '../../support/hub-client.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

const silentAfterMs = 300;

let hub: TestApi;
let li: HubClient;
/** What is to end before the hub does. */
const pages = new Set<() => void>();

beforeEach(async () => {
  hub = await startTestApi({ silentAfterMs, heartbeatMs: 50 });
  for (const name of ['li', 'mei']) await hub.addUser(name, 'housekeeping');
  li = await signIn(hub.url, 'li', 'password-of-li');
});
afterEach(async () => {
  for (const close of pages) close();
  pages.clear();
  await hub.stop();
});

const whoListens = () =>
  hub.phonesTold
    .at(-1)
    ?.filter(({ listening }) => listening)
    .map(({ user }) => user);
const told = (users: readonly string[]) =>
  eventually(
    async () => whoListens(),
    (now) => String(now) === String(users),
  );

/** A page as pages are: it opens a stream under a name. Closed as a page is that is put away. */
async function openPage(query: string): Promise<() => void> {
  const stream = await li.stream({ topics: query });
  pages.add(stream.close);
  return stream.close;
}
const hears = (who: HubClient, listener: string) => who.call('POST', '/stream/heard', { listener });
/** Says all the time that a page hears, until told to stop or the test is over; @returns how to stop it. */
function keepHearing(who: HubClient, listener: string): () => void {
  // Nobody waits for an answer, least of all from a hub that stops.
  const beat = setInterval(() => void hears(who, listener).catch(() => undefined), silentAfterMs / 6);
  const stop = () => clearInterval(beat);
  pages.add(stop);
  return stop;
}

test('who is signed in and has no page open is told as one who does not listen', async () => {
  // Signing in may take longer than the first telling waits.
  const isTold = (now: (typeof hub.phonesTold)[number] | undefined) => now?.length === 1;
  const phones = await eventually(async () => hub.phonesTold.at(-1), isTold);
  expect(phones).toEqual([{ user: 'li', role: 'housekeeping', listening: false }]);
});

test('a page that says it hears its stream listens, and falls silent with the Wi-Fi, its connection still open', async () => {
  await openPage('task,push&listener=page-1');
  const fallSilent = keepHearing(li, 'page-1');
  await told(['li']);
  const before = hub.phonesTold.length;
  await eventually(
    async () => hub.phonesTold.length,
    (now) => now > before,
  );
  expect(whoListens(), 'told again later').toEqual(['li']);
  fallSilent();
  await told([]);
});

test('a stream of nobody’s page is believed while its connection stands', async () => {
  const close = await openPage('task');
  await told(['li']);
  const before = hub.phonesTold.length;
  await eventually(
    async () => hub.phonesTold.length,
    (now) => now > before,
  );
  expect(whoListens()).toEqual(['li']);
  close();
  await told([]);
});

test('a page that shows no work reaches nobody', async () => {
  await openPage('device,draw');
  await told([]);
});

test('signing out ends it at once, not after the silence', async () => {
  await openPage('task');
  await told(['li']);
  await li.call('DELETE', '/session');
  await told([]);
  expect(hub.phonesTold.at(-1), 'nor is anybody signed in').toEqual([]);
});

test('a colleague’s page cannot speak for somebody’s', async () => {
  const mei = await signIn(hub.url, 'mei', 'password-of-mei');
  await openPage('task,push&listener=page-1');
  await told(['li']);
  keepHearing(mei, 'page-1');
  expect((await hears(mei, 'page-1')).status).toBe(204);
  await told([]);
});

test('staff are told of themselves, who leads of the shift, and nothing is known just after a start', async () => {
  await hub.addUser('otto', 'manager');
  const otto = await signIn(hub.url, 'otto', 'password-of-otto');
  const ask = (who: HubClient) =>
    who.get<{ known: boolean; leads: string[]; people: { user: string }[] }>('/dispatch/reach');
  await openPage('task');
  await told(['li']);
  expect(await ask(li)).toMatchObject({ known: true, leads: [], people: [{ user: 'li', listening: true }] });
  const mei = await signIn(hub.url, 'mei', 'password-of-mei');
  expect((await ask(mei)).people.map(({ user }) => user)).toEqual(['mei']);
  const seen = await ask(otto);
  expect(seen.leads).toEqual(['housekeeping', 'front-desk', 'engineer']);
  expect(seen.people.map(({ user }) => user)).toEqual(['li', 'mei', 'otto']);

  const fresh = await startTestApi();
  await fresh.addUser('li', 'housekeeping');
  expect((await ask(await signIn(fresh.url, 'li', 'password-of-li'))).known).toBe(false);
  await fresh.stop();
});
