// A receiver that loses what it was told, because somebody dropped its database or brought back an old copy, says nothing of it. So
// the hub leaves marks with it of how far it was told, and looks for them: where the last one is missing, everything since the one
// that is left is told again.
import type { Clock, DeliveryMarks, Feed } from './ports.ts';

/** Sequence numbers: what it has, what it was told, and from where it is told again. */
export interface ReceiverLoss {
  readonly heldUpTo: number;
  readonly toldUpTo: number;
  /** Later than `heldUpTo` where the hub has let go of what was in between: that stays lost. */
  readonly againFrom: number;
}

export interface ReceiverWatchOptions {
  /** Of the projection. */
  readonly name: string;
  readonly marks: DeliveryMarks;
  readonly feed: Pick<Feed, 'cursor' | 'moveCursor'>;
  readonly clock: Clock;
  /** The first that the hub itself still keeps of what came after `seq`; undefined where nothing is left. */
  readonly firstAfter: (seq: number) => Promise<number | undefined>;
  readonly lost: (loss: ReceiverLoss) => void;
  readonly log: { warn(context: object, message: string): void };
}

export interface ReceiverWatch {
  /** When it wants to look next, by its clock. */
  dueAt(): number;
  /** The receiver failed: look as soon as it takes something again. */
  mistrust(): void;
  /**
   * Looks, and leaves a mark. Resolves with the position to go on from: `position` itself where nothing is missing. The cursor
   * stands there already. Never rejects: a receiver that keeps no marks is told all the same.
   */
  look(position: number): Promise<number>;
}

const everyMs = 60_000;
/** Where it could not be asked, or the mark not be left: without one, a loss is not found. */
const againMs = 5_000;

export function createReceiverWatch(options: ReceiverWatchOptions): ReceiverWatch {
  const { name, marks, feed, clock, firstAfter, lost, log } = options;
  /** Where the last mark stands, as the hub remembers it. */
  const lastMark = `${name}-mark`;
  let dueAt = Number.NEGATIVE_INFINITY;

  async function check(position: number): Promise<number> {
    const toldUpTo = await feed.cursor(lastMark);
    const held = await marks.held();
    const heldUpTo = Math.max(0, ...held);
    if (heldUpTo < toldUpTo) return goBack(heldUpTo, position);
    if (position <= toldUpTo) return position;
    await marks.put(position, toldUpTo);
    if (held.includes(toldUpTo)) {
      // Lost between the look and the new mark, it has that one alone: nothing else would ever tell.
      const left = (await marks.held()).filter((seq) => seq <= toldUpTo);
      if (!left.includes(toldUpTo)) return goBack(Math.max(0, ...left), position);
    }
    await feed.moveCursor(lastMark, position);
    return position;
  }

  async function goBack(heldUpTo: number, position: number): Promise<number> {
    const againFrom = (await firstAfter(heldUpTo)) ?? position + 1;
    const from = Math.min(position, againFrom - 1);
    // Cut short between the two, it is found missing again.
    await feed.moveCursor(name, from);
    await feed.moveCursor(lastMark, heldUpTo);
    lost({ heldUpTo, toldUpTo: position, againFrom });
    return from;
  }

  return {
    dueAt: () => dueAt,
    mistrust() {
      dueAt = Number.NEGATIVE_INFINITY;
    },
    async look(position) {
      // Nothing was told yet, so nothing can be missing; the first mark follows what is told first.
      if (position > 0) dueAt = clock.now() + everyMs;
      try {
        return await check(position);
      } catch (error) {
        dueAt = clock.now() + againMs;
        log.warn({ projection: name, error }, 'whether the receiver still has what it was told is not known');
        return position;
      }
    },
  };
}
