// The instants of a device's latest samples: a resend is recognised to the millisecond, and changes nothing.

/** More than the largest batch that is taken (1000 samples), so that one resent as a whole is recognised as a whole. */
const remembered = 1200;

export interface RecentInstants {
  /**
   * Takes the instant in. `new`: later than all; `repeat`: seen; `late`: older than the latest and not seen; `beyond`:
   * older than all that is remembered, too old to tell.
   */
  place(at: number): 'new' | 'repeat' | 'late' | 'beyond';
  /** The first instant from `at` on that was not seen. */
  freeFrom(at: number): number;
  /** See `packed`. */
  snapshot(): string;
}

/** @param restored of a snapshot; of an older hub the steps as numbers, none of them put together */
export function createRecentInstants(restored: string | readonly number[] = ''): RecentInstants {
  /** Unpacked when they are first asked for: a house of thousands of devices starts before most of them speak. */
  let unpacked: number[] | undefined;

  function instantsNow(): number[] {
    unpacked ??= typeof restored === 'string' ? unpack(restored) : sumUp(restored);
    return unpacked;
  }

  /** Where `at` stands or would stand; from the end, because what comes late comes a little late. */
  function indexOf(instants: readonly number[], at: number): number {
    let index = instants.length;
    while (index > 0 && (instants[index - 1] as number) >= at) index -= 1;
    return index;
  }

  return {
    place(at) {
      const instants = instantsNow();
      const isNew = at > (instants.at(-1) ?? Number.NEGATIVE_INFINITY);
      const isFull = instants.length >= remembered;
      if (isNew) instants.push(at);
      else if (isFull && at < (instants[0] as number)) return 'beyond';
      else {
        const index = indexOf(instants, at);
        if (instants[index] === at) return 'repeat';
        instants.splice(index, 0, at);
      }
      if (isFull) instants.shift();
      return isNew ? 'new' : 'late';
    },
    freeFrom(at) {
      const instants = instantsNow();
      let free = at;
      for (let index = indexOf(instants, at); instants[index] === free; index += 1) free += 1;
      return free;
    },
    snapshot: () => (unpacked === undefined && typeof restored === 'string' ? restored : packed(instantsNow())),
  };
}

const radix = 36;

/** The oldest, then the steps to each next one, equal ones put together: `mk0t9b40 7ps*1199` is one each ten seconds. */
function packed(instants: readonly number[]): string {
  const runs: [step: number, count: number][] = [];
  let before = 0;
  for (const at of instants) {
    const run = runs.at(-1);
    if (run?.[0] === at - before) run[1] += 1;
    else runs.push([at - before, 1]);
    before = at;
  }
  return runs.map(([step, count]) => step.toString(radix) + (count === 1 ? '' : `*${count}`)).join(' ');
}

function unpack(text: string): number[] {
  if (text === '') return [];
  const steps = text.split(' ').flatMap((run) => {
    const [step = '', count = 1] = run.split('*');
    return Array.from({ length: Number(count) }, () => Number.parseInt(step, radix));
  });
  return sumUp(steps);
}

function sumUp(steps: readonly number[]): number[] {
  let at = 0;
  return steps.map((step) => (at += step));
}
