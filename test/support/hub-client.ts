// A person or system at the hub's HTTP API, signed in, over real HTTP.
export interface HubClient {
  /** @throws where the answer is not 2xx, with status and problem. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** The bare answer, for what is expected to be refused. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Follows `next` through a list. */
  list<T>(path: string): Promise<T[]>;
  addDevice(device: {
    readonly id: string;
    readonly kind: string;
    readonly space: string;
    readonly floor?: string;
    readonly riser?: string;
    readonly point?: string;
    readonly tau?: number;
  }): Promise<{ readonly username: string; readonly password: string }>;
  /** Server-sent events from now on (or after `lastEventId`); close it when done. */
  stream(options?: { readonly lastEventId?: string; readonly topics?: string }): Promise<EventStream>;
}

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  /** Unix ms. */
  readonly receivedAt: number;
  // biome-ignore lint/suspicious/noExplicitAny: each topic has a shape of its own
  readonly data: any;
}

export interface EventStream {
  /** The first event, seen already or to come, that `isIt` takes. @throws after `withinMs`. */
  until(isIt: (event: StreamEvent) => boolean, withinMs?: number): Promise<StreamEvent>;
  readonly seen: readonly StreamEvent[];
  close(): void;
}

export async function signIn(url: string, username: string, password: string): Promise<HubClient> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return createClient(`${url}/api/v1`, { cookie, 'x-csrf-token': csrfToken });
}

/** An integration, or whoever must not be signed out while days go by. */
export function withToken(url: string, token: string): HubClient {
  return createClient(`${url}/api/v1`, { authorization: `Bearer ${token}` });
}

function createClient(base: string, headers: Record<string, string>): HubClient {
  const call = (method: string, path: string, body?: unknown) =>
    fetch(base + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function answered<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  return {
    call,
    get: (path) => answered('GET', path),
    post: (path, body = {}) => answered('POST', path, body),
    addDevice: (device) => answered('POST', '/devices', device),
    async list<T>(path: string) {
      const items: T[] = [];
      const join = path.includes('?') ? '&' : '?';
      for (let cursor = ''; ; ) {
        const page = await answered<{ items: T[]; next: string | null }>('GET', `${path}${join}limit=1000${cursor}`);
        items.push(...page.items);
        if (page.next === null) return items;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
    },
    stream: ({ lastEventId, topics } = {}) =>
      openStream(`${base}/stream${topics === undefined ? '' : `?topics=${topics}`}`, {
        ...headers,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      }),
  };
}

async function openStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  const abort = new AbortController();
  const answer = await fetch(url, { headers, signal: abort.signal });
  if (!answer.ok || answer.body === null) throw new Error(`stream: ${answer.status} ${await answer.text()}`);
  const seen: StreamEvent[] = [];
  const waiting = new Set<() => void>();
  const reading = read(answer.body, (event) => {
    seen.push(event);
    for (const look of waiting) look();
  });
  reading.catch(() => undefined);

  return {
    seen,
    close: () => abort.abort(),
    until(isIt, withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not on the stream within ${withinMs} ms; seen: ${JSON.stringify(seen).slice(-3_000)}`));
        }, withinMs);
        const look = () => {
          const found = seen.find(isIt);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
  };
}

async function read(body: ReadableStream<Uint8Array>, tell: (event: StreamEvent) => void): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== undefined) tell(event);
    }
  }
}

function parseEvent(block: string): StreamEvent | undefined {
  const fields = new Map(
    block
      .split('\n')
      .filter((line) => line.includes(':') && !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
  );
  const event = fields.get('event');
  const data = fields.get('data');
  if (event === undefined || data === undefined) return undefined;
  return { id: fields.get('id') ?? '', event, receivedAt: Date.now(), data: JSON.parse(data) };
}
