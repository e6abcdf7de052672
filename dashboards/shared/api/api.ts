// The calls of the hub's API as pages make them: cookie, CSRF token on writes, problems as RFC 9457 gives them.
import type { Problem } from '../../../gateway/api/contract/problem.ts';

export const baseOfApi = '/api/v1';
/** What the phone's own copy marks its answers with. */
const lastTold = 'x-hub-last-told';
/** What the phone's own copy may not answer. */
const hubAlone = 'x-hub-alone';

export type Answer<Body> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: Body;
      /** The place in the hub's order from which on a stream tells what the answer does not know yet. */
      readonly lastEventId?: string;
    }
  /** The hub answered, and it was no. */
  | { readonly ok: false; readonly status: number; readonly problem: Partial<Problem> }
  /** No answer: the network, or no hub behind it. */
  | { readonly ok: false; readonly status: 0; readonly problem: Partial<Problem> };

export interface Api {
  get<Body>(path: string, signal?: AbortSignal): Promise<Answer<Body>>;
  /** @param body a Blob goes as it is, everything else as JSON. */
  send<Body>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer<Body>>;
  /** The stream of server-sent events, as an open response; undefined where nobody answers. */
  open(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response | undefined>;
}

export interface ApiHooks {
  csrfToken(): string;
  /** Signs every call in place of a cookie: a screen that nobody signs in at. */
  token?(): string | undefined;
  /** The session is over or was never there. */
  onSignedOut(): void;
  /** The page hears the hub: what it told last would be the past beside the present. */
  isHeard?(): boolean;
  /** The hub was not reached, and this is what it told last: when that was, by its host's clock, Unix ms. */
  onLastTold?(at: number): void;
  /** When the hub answered, by its host's clock, Unix ms. */
  onDate?(at: number): void;
}

export function createApi(hooks: ApiHooks): Api {
  async function call(path: string, init: RequestInit): Promise<Response | undefined> {
    try {
      const token = hooks.token?.();
      const headers = {
        ...init.headers,
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(hooks.isHeard?.() && { [hubAlone]: '1' }),
      };
      const response = await fetch(baseOfApi + path, {
        credentials: 'same-origin',
        cache: 'no-store',
        ...init,
        headers,
      });
      const date = Date.parse(response.headers.get('date') ?? '');
      if (response.headers.has(lastTold)) hooks.onLastTold?.(date);
      else if (!Number.isNaN(date)) hooks.onDate?.(date);
      // A wrong password is an answer to the one who typed it, not the end of a session.
      const isSignIn = path === '/session' && init.method === 'POST';
      if (response.status === 401 && !isSignIn) hooks.onSignedOut();
      return response;
    } catch {
      return undefined;
    }
  }

  async function answer<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await call(path, init);
    if (response === undefined) return { ok: false, status: 0, problem: {} };
    const body: unknown = await response.json().catch(() => ({}));
    // What the phone's own copy told is not news of the hub.
    const lastEventId = response.headers.has(lastTold) ? null : response.headers.get('last-event-id');
    return response.ok
      ? { ok: true, status: response.status, body: body as Body, ...(lastEventId !== null && { lastEventId }) }
      : { ok: false, status: response.status, problem: body as Partial<Problem> };
  }

  return {
    get: (path, signal) => answer(path, signal === undefined ? {} : { signal }),
    send: (method, path, body) =>
      answer(path, {
        method,
        headers: {
          'X-CSRF-Token': hooks.csrfToken(),
          ...(body !== undefined && { 'Content-Type': body instanceof Blob ? body.type : 'application/json' }),
        },
        ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      }),
    open: (path, headers, signal) => call(path, { headers: { ...headers, Accept: 'text/event-stream' }, signal }),
  };
}

/** One page of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** The cursor of the page after it; null at the end. */
  readonly next: string | null;
}

/** As many of a list as the hub gives at once. */
export const mostListed = 1000;

/** A list whole, page after page; where one page is refused, that refusal. */
export async function allPages<Item>(api: Pick<Api, 'get'>, path: string): Promise<Answer<readonly Item[]>> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await api.get<Listed<Item>>(`${path}${query({ limit: mostListed, cursor })}`);
    if (!answer.ok) return answer;
    items.push(...answer.body.items);
    if (answer.body.next === null) return { ...answer, body: items };
    cursor = answer.body.next;
  }
}

/** `?a=1&b=2` of what is set; nothing where nothing is. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}
