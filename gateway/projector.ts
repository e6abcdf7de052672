// What follows the facts behind a durable cursor: history, staff topics, commands. It may be down for a week and then
// catches up; it stops neither intake nor another projection. A cursor moves only after delivery, so a crash costs at most
// a repeat.
import type { Clock, Feed } from './ports.ts';
import type { ReceiverWatch } from './receiver-watch.ts';
import { steadyClock } from './system-clock.ts';

export interface ProjectorOptions<Item extends { readonly seq: number }> {
  readonly name: string;
  readonly feed: Pick<Feed, 'cursor' | 'moveCursor'>;
  readonly read: (afterSeq: number, limit: number) => Promise<readonly Item[]>;
  /** Rejects where the same items should be tried again. */
  readonly deliver: (items: readonly Item[]) => Promise<void>;
  readonly batchSize: number;
  /** Whether there may be more at once; where it is not said, a batch of `batchSize` items is full. */
  readonly isFull?: (items: readonly Item[]) => boolean;
  /** After a batch that was not full it gathers for so long, ms: each step costs a write to disk, whatever it carries. 0 where it is not said. */
  readonly gatherMs?: number;
  /**
   * All up to here was there to be read when it was made. Where nothing of it is for this projection the cursor passes it, so that
   * the next start does not go through years of what is for others.
   */
  readonly knownUpTo?: number;
  /** Of a receiver that can lose what it was told. By the same clock. */
  readonly watch?: ReceiverWatch;
  /** What is waited for is another service, so by default on a clock of its own, whatever the hotel's is. */
  readonly clock?: Clock;
  readonly log: { warn(context: object, message: string): void; info(context: object, message: string): void };
}

export interface Projector {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** There may be something new. */
  wake(): void;
  /** The last sequence number that was delivered. */
  position(): number;
  /** Why the last delivery failed, until one succeeds. */
  failure(): string | undefined;
}

const firstRetryMs = 250;
/** What could not be delivered is tried again at least every 5 s: docs/api.md, InfluxDB. */
const longestRetryMs = 5_000;

export function createProjector<Item extends { readonly seq: number }>(options: ProjectorOptions<Item>): Projector {
  const { name, feed, read, deliver, batchSize, gatherMs = 0, watch, log, clock = steadyClock } = options;
  const { isFull = (items) => items.length >= batchSize, knownUpTo = 0 } = options;
  let position = 0;
  let failure: string | undefined;
  let running = false;
  let woken = false;
  let rest: { onWake?(): void; onStop(): void } | undefined;
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let retryMs = firstRetryMs;
    while (running) {
      try {
        const done = await step();
        if (failure !== undefined) log.info({ projection: name }, 'catching up again');
        failure = undefined;
        retryMs = firstRetryMs;
        if (done === 'nothing') await sleepUntilWoken();
        else if (done === 'little' && gatherMs > 0) await sleep(gatherMs);
      } catch (error) {
        if (failure === undefined) log.warn({ projection: name, error }, 'delivery failed, trying again');
        failure = (error as Error).message;
        watch?.mistrust();
        await sleep(retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  async function step(): Promise<'nothing' | 'little' | 'much'> {
    woken = false;
    const items = await read(position, batchSize);
    const last = items.at(-1);
    if (last !== undefined) {
      await deliver(items);
      await feed.moveCursor(name, last.seq);
      position = last.seq;
    } else if (position < knownUpTo) {
      await feed.moveCursor(name, knownUpTo);
      position = knownUpTo;
    }
    const wentBack = await lookAfterReceiver();
    if (wentBack || isFull(items)) return 'much';
    return last === undefined ? 'nothing' : 'little';
  }

  /** Whether there is something to tell it again. */
  async function lookAfterReceiver(): Promise<boolean> {
    if (watch === undefined || clock.now() < watch.dueAt()) return false;
    const from = await watch.look(position);
    const wentBack = from < position;
    position = from;
    return wentBack;
  }

  function sleepUntilWoken(): Promise<void> {
    if (woken || !running) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = watch !== undefined && position > 0 ? clock.schedule(watch.dueAt(), resolve) : () => {};
      const end = () => {
        cancel();
        resolve();
      };
      rest = { onWake: end, onStop: end };
    });
  }

  /** The time to rest is not cut short by news, only by the end. */
  function sleep(ms: number): Promise<void> {
    if (!running) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.schedule(clock.now() + ms, resolve);
      rest = {
        onStop() {
          cancel();
          resolve();
        },
      };
    });
  }

  return {
    async start() {
      position = await feed.cursor(name);
      running = true;
      loop = run();
    },
    async stop() {
      running = false;
      rest?.onStop();
      await loop;
    },
    wake() {
      woken = true;
      rest?.onWake?.();
    },
    position: () => position,
    failure: () => failure,
  };
}
