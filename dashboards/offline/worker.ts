// Opens the pages without the hub, on phones that trust it: the shell as it was last loaded, and what few reads told last, marked
// with when. Nothing that changes anything passes here, and no answer of the API comes unmarked. And shows that there is work on a
// phone that is locked.
import { createHubPatience } from './hub-patience.ts';
import { wakeWords } from './wake-words.ts';
import type { WorkerScope } from './worker-scope.ts';

const worker = globalThis as unknown as WorkerScope;
const shell = 'shell';
/** As pages mark what they ask while they hear the hub. */
const hubAlone = 'x-hub-alone';
/** Cleared when a shift ends. */
const last = 'last-told';
const toldReads = /^\/api\/v1\/(session|property|spaces|tasks)$/;
const shellPaths = /^\/(assets\/.+|tasks|engineering|compliance|stays)?$/;
const tasksPath = '/tasks';
const hub = createHubPatience();

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) =>
  event.waitUntil('seenAt' in event.data ? endRings(event.data.seenAt) : keepShell(event.data)),
);
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromShell(request));
  else if (toldReads.test(pathname)) event.respondWith(fromHub(request, last));
  else if (request.mode === 'navigate' && shellPaths.test(pathname)) event.respondWith(fromHub(request, shell));
});

worker.addEventListener('push', (event) => event.waitUntil(ring(event.data?.json())));
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(showTasks());
});

/** Shown whatever else is open: a browser wakes nobody a second time who shows nothing. Quiet where a page is seen, which rings itself. */
async function ring(said: unknown): Promise<void> {
  const { title, body, language } = wakeWords((said as { language?: unknown } | undefined)?.language);
  const isSeen = (await openPages()).some(({ visibilityState }) => visibilityState === 'visible');
  const look = { icon: '/mark.svg', badge: '/mark.svg', lang: language };
  await worker.registration.showNotification(title, { body, ...look, tag: 'task', renotify: true, silent: isSeen });
}

/** What came since is news, however late this is heard. Where a browser keeps no time of it, all is taken away. */
async function endRings(seenAt: number): Promise<void> {
  for (const shown of await worker.registration.getNotifications()) {
    if (!((shown.timestamp ?? 0) > seenAt)) shown.close();
  }
}

async function showTasks(): Promise<void> {
  const open = (await openPages()).find(({ url }) => new URL(url).pathname === tasksPath);
  await (open === undefined ? worker.clients.openWindow(tasksPath) : open.focus());
}

const openPages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** The page says what it was made of: it was fetched before this worker was there. */
async function keepShell(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(shell);
  const missing = async (path: string) => shellPaths.test(path) && (await cache.match(path)) === undefined;
  await Promise.all(paths.map(async (path) => (await missing(path)) && cache.add(path)));
}

async function fromShell(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? keep(shell, request, await fetch(request));
}

async function fromHub(request: Request, name: string): Promise<Response> {
  const kept = await copyOf(request, name);
  const asked = kept === undefined ? fetch(request) : hub.inTime((signal) => fetch(request, { signal }));
  const answer = await asked.catch(() => undefined);
  // Nobody is signed in any more: what was told is nobody's to read.
  if (answer?.status === 401) await caches.delete(last);
  if (answer !== undefined) return keep(name, request, answer);
  if (kept === undefined || name === shell) return kept ?? Response.error();
  const headers = new Headers(kept.headers);
  headers.set('x-hub-last-told', kept.headers.get('date') ?? '');
  return new Response(kept.body, { headers });
}

/** None where the hub alone may answer: a page that hears it would show the past as the present. */
async function copyOf(request: Request, name: string): Promise<Response | undefined> {
  if (request.headers.has(hubAlone)) return undefined;
  return (await caches.open(name)).match(keyOf(name, request));
}

async function keep(name: string, request: Request, answer: Response): Promise<Response> {
  if (answer.ok && !answer.redirected) await (await caches.open(name)).put(keyOf(name, request), answer.clone());
  return answer;
}

/** A page is the same whatever place in it was asked for. */
function keyOf(name: string, { url }: Request): string {
  const { pathname, search } = new URL(url);
  return name === shell ? pathname : pathname + search;
}
