// Tells the hub what no device can see, in the name of a person or a system, and writes it into the diary once it is taken.
import type { CallHub } from '../network/hub-calls.ts';
import type { Telling } from '../network/telling.ts';
import type { Diary } from '../truth/diary.ts';

export interface Seen {
  readonly touchpoint: string;
  /** A word of the house: `tea-served`, `milk-ready`. */
  readonly type: string;
  readonly at: number;
  readonly stay?: string;
  readonly space?: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export type Report = (call: CallHub, seen: Seen) => void;

/** @param startAt begins the ids, so that a hotel started anew never says an old one again. */
export function createReporter(telling: Telling, diary: Diary, startAt: number): Report {
  const prefix = startAt.toString(36);
  let count = 0;
  return (call, { at, ...seen }) => {
    count += 1;
    const rounded = Math.round(at);
    const id = `seen-${prefix}-${count}`;
    const body = { id, at: new Date(rounded).toISOString(), ...seen };
    telling.post(call, '/touchpoints', body, () => {
      const { touchpoint: _touchpoint, ...service } = seen;
      diary.service.push({ id, at: rounded, ...service });
    });
  };
}
