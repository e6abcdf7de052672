// One open stream: first what was missed, read from the store, then what happens, each fact once and in order. A reader that
// does not keep up is cut off and resumes by itself; nothing is gathered for it.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { RecordedFact } from '../../domain/facts.ts';
import type { Feed, LiveFacts } from '../../ports.ts';

/** Text that waits for one reader, bytes; a healthy phone is far below. */
const mostWaiting = 512 * 1024;
const drainWithinMs = 30_000;
const factsPerRead = 500;

export interface LiveStreamParts {
  readonly target: Writable;
  readonly feed: Feed;
  readonly live: LiveFacts;
  /** Facts after this one are told. */
  readonly after: number;
  /** The text of a fact for this reader, undefined where it is not for them. */
  readonly textOf: (recorded: RecordedFact) => string | undefined;
  /** False as soon as the reader has signed out or lost the right. */
  readonly isAllowed: () => boolean;
  /** What is said at each heartbeat; `seq` is as far as the stream has got. */
  readonly heartbeatText: (seq: number) => string;
  readonly heartbeatMs: number;
  /** The store could not be read. The stream is cut; the reader comes back by itself. */
  readonly onError: (error: Error) => void;
}

export interface LiveStream {
  start(): void;
  stop(): void;
}

export function createLiveStream(parts: LiveStreamParts): LiveStream {
  const { target, feed, live, textOf, isAllowed } = parts;
  let told = parts.after;
  let catchingUp = false;
  /** Facts came while the store was being read: it must be read once more. */
  let behind = false;
  let unsubscribe = () => {};
  let heartbeat: NodeJS.Timeout | undefined;

  function write(text: string): void {
    if (target.writableLength > mostWaiting) target.destroy();
    else target.write(text);
  }

  function tell(facts: readonly RecordedFact[]): void {
    if (!isAllowed()) {
      stop();
      return;
    }
    for (const recorded of facts) {
      if (recorded.seq <= told) continue;
      told = recorded.seq;
      const text = textOf(recorded);
      if (text !== undefined) write(text);
    }
  }

  async function catchUp(): Promise<void> {
    catchingUp = true;
    try {
      for (;;) {
        behind = false;
        const facts = await feed.factsAfter(told, factsPerRead);
        if (target.destroyed || target.writableEnded) return;
        tell(facts);
        if (target.writableNeedDrain) await once(target, 'drain', { signal: AbortSignal.timeout(drainWithinMs) });
        if (facts.length < factsPerRead && !behind) return;
      }
    } finally {
      catchingUp = false;
    }
  }

  function startCatchingUp(): void {
    catchUp().catch((error: Error) => {
      if (target.destroyed) return;
      if (error.name !== 'AbortError') parts.onError(error);
      target.destroy();
    });
  }

  function stop(): void {
    unsubscribe();
    clearInterval(heartbeat);
    target.end();
  }

  return {
    start() {
      target.on('error', () => target.destroy());
      target.on('close', stop);
      unsubscribe = live.subscribe((facts) => {
        if (catchingUp) behind = true;
        else tell(facts);
      });
      // Wall time, not the hub's clock: it is about the connection, which is real where the hotel is simulated.
      heartbeat = setInterval(() => {
        if (isAllowed()) write(parts.heartbeatText(told));
        else stop();
      }, parts.heartbeatMs);
      startCatchingUp();
    },
    stop,
  };
}
