// Judging a password takes some 200 ms of a core, so one is judged at a time and intake goes on beside it. Who waits is taken
// in turn by lane, the lanes of known browsers first: a thousand guesses from one address delay everybody else by one.

export interface Lane {
  readonly name: string;
  /** Before all lanes that do not. */
  readonly goesFirst: boolean;
}

export interface FairLine {
  hasRoom(lane: Lane): boolean;
  enter<T>(lane: Lane, work: () => Promise<T>): Promise<T>;
}

export interface LineLimits {
  /** Of those that go first, and of those that do not. */
  readonly mostWaiting: number;
  readonly mostInLane: number;
}

type Lanes = Map<string, readonly (() => Promise<void>)[]>;

export function createFairLine({ mostWaiting, mostInLane }: LineLimits): FairLine {
  const first: Lanes = new Map();
  const others: Lanes = new Map();
  let working = false;

  async function workOff(): Promise<void> {
    if (working) return;
    working = true;
    for (let work = nextOf(first) ?? nextOf(others); work !== undefined; work = nextOf(first) ?? nextOf(others)) {
      await work();
    }
    working = false;
  }

  return {
    hasRoom({ name, goesFirst }) {
      const lanes = goesFirst ? first : others;
      return (lanes.get(name)?.length ?? 0) < mostInLane && countOf(lanes) < mostWaiting;
    },
    enter<T>({ name, goesFirst }: Lane, work: () => Promise<T>) {
      const lanes = goesFirst ? first : others;
      const result = new Promise<T>((resolve, reject) => {
        const waiting = lanes.get(name) ?? [];
        lanes.set(name, [...waiting, () => work().then(resolve, reject)]);
      });
      void workOff();
      return result;
    },
  };
}

/** The first of the lane whose turn it is; the lane goes to the end. */
function nextOf(lanes: Lanes): (() => Promise<void>) | undefined {
  const [turn] = lanes;
  if (turn === undefined) return undefined;
  const [name, waiting] = turn;
  const [work, ...rest] = waiting;
  lanes.delete(name);
  if (rest.length > 0) lanes.set(name, rest);
  return work;
}

function countOf(lanes: Lanes): number {
  let count = 0;
  for (const waiting of lanes.values()) count += waiting.length;
  return count;
}
