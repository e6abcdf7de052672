// Opens the pages without the hub, on phones that trust it: the shell as it was last loaded, and what few reads told last, marked
// with when. Nothing that changes anything passes here, and no answer of the API comes unmarked.
import { createHubPatience } from './hub-patience.ts';
import type { WorkerScope } from './worker-scope.ts';

const worker = globalThis as unknown as WorkerScope;
const shell = 'shell';
/** As pages mark what they ask while they hear the hub. */
const hubAlone = 'x-hub-alone';
/** Cleared when a shift ends. */
const last = 'last-told';
const toldReads = /^\/api\/v1\/(session|property|spaces|tasks)$/;
const shellPaths = /^\/(assets\/.+|tasks|engineering|compliance|stays)?$/;
const hub = createHubPatience();

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
// The page says what it was made of: it was fetched before this worker was there.
worker.addEventListener('message', (event) => event.waitUntil(keepShell(event.data)));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromShell(request));
  else if (toldReads.test(pathname)) event.respondWith(fromHub(request, last));
  else if (request.mode === 'navigate' && shellPaths.test(pathname)) event.respondWith(fromHub(request, shell));
});

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
