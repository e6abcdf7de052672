// One stream of the hub's events per page. It resumes where it was, distrusts a silent connection, and is closed while
// nobody looks, so that the hub knows that nobody is looking.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../api/api.ts';
import { type LinkFacts, silenceLimitMs } from './link-state.ts';
import { createSseParser, type StreamEvent } from './sse-parser.ts';

export interface LiveStream {
  readonly facts: ReadonlySignal<LinkFacts>;
  /** @param after the place in the hub's order up to which all is known; unset: nothing is. */
  start(after?: string): void;
  stop(): void;
}

export interface LiveStreamOptions {
  readonly topics: readonly string[];
  /** A random name of this page, by which the hub counts it among those who listen. Unset: it only looks. */
  readonly listener?: string;
  /** The page shows what the hub had told until then. Unix ms. */
  readonly toldAt?: number;
  readonly now: () => number;
  onEvent(event: StreamEvent): void;
  /** The hub said what time it is, Unix ms. */
  onHubTime(at: number): void;
  /** The stream beat: a page that does not say that it heard is one that nobody hears with. */
  onBeat?(): void;
  /** What is shown may have gaps: load it anew. Also told at the first connection of one that nothing was known before. */
  onReset(): void;
}

const firstRetryMs = 500;
const longestRetryMs = 8_000;
const worthSayingMs = 250;

export function createLiveStream(api: Pick<Api, 'open'>, options: LiveStreamOptions): LiveStream {
  const facts = signal<LinkFacts>({ open: false, ...(options.toldAt !== undefined && { toldAt: options.toldAt }) });
  let lastId: string | undefined;
  let current: AbortController | undefined;
  let retryMs = firstRetryMs;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;

  function hear(): void {
    const { open, heardAt } = facts.peek();
    const now = options.now();
    // A busy house is heard hundreds of times a second: it is no news each time.
    if (open && heardAt !== undefined && Math.abs(now - heardAt) < worthSayingMs) return;
    facts.value = { open: true, heardAt: now };
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(reopen, silenceLimitMs);
  }

  function lose(): void {
    clearTimeout(silenceTimer);
    facts.value = { ...facts.value, open: false, lostAt: facts.value.lostAt ?? options.now() };
  }

  function take(event: StreamEvent): void {
    if (event.name === 'reset') options.onReset();
    if (event.name === 'heartbeat') options.onBeat?.();
    if (event.name === 'heartbeat' || event.name === 'reset') options.onHubTime(Date.parse(JSON.parse(event.data).at));
    else options.onEvent(event);
  }

  async function readUntilItEnds(control: AbortController): Promise<void> {
    const named = options.listener === undefined ? '' : `&listener=${options.listener}`;
    const path = `/stream?topics=${options.topics.join(',')}${named}`;
    const resume: Record<string, string> = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
    const response = await api.open(path, resume, control.signal);
    if (!response?.ok || response.body === null) return;
    hear();
    retryMs = firstRetryMs;
    if (lastId === undefined) options.onReset();
    const parser = createSseParser();
    const bytes = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await bytes.read();
      if (done || control.signal.aborted) return;
      parser.push(decoder.decode(value, { stream: true })).forEach(take);
      lastId = parser.lastId() ?? lastId;
      hear();
    }
  }

  function open(): void {
    clearTimeout(retryTimer);
    const control = new AbortController();
    current = control;
    // A call that is swallowed is neither answered nor refused.
    silenceTimer = setTimeout(reopen, silenceLimitMs);
    readUntilItEnds(control)
      .catch(() => undefined)
      .finally(() => {
        if (current !== control) return;
        lose();
        retryTimer = setTimeout(open, retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      });
  }

  function close(): void {
    clearTimeout(retryTimer);
    clearTimeout(silenceTimer);
    const closing = current;
    current = undefined;
    closing?.abort();
  }

  function reopen(): void {
    close();
    lose();
    retryMs = firstRetryMs;
    if (document.visibilityState === 'visible') open();
  }

  const onOffline = () => {
    close();
    lose();
  };

  return {
    facts,
    start(after) {
      lastId = after;
      document.addEventListener('visibilitychange', reopen);
      // A page that comes back from the browser's cache, or a phone that comes back to the Wi-Fi, holds a dead stream.
      addEventListener('pageshow', onPageShow);
      addEventListener('online', reopen);
      addEventListener('offline', onOffline);
      open();
    },
    stop() {
      document.removeEventListener('visibilitychange', reopen);
      removeEventListener('pageshow', onPageShow);
      removeEventListener('online', reopen);
      removeEventListener('offline', onOffline);
      close();
    },
  };

  function onPageShow(event: PageTransitionEvent): void {
    if (event.persisted) reopen();
  }
}
