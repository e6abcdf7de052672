// The pace of sign-ins. What comes faster waits, one line per address, served in turn, so that no address can keep another one
// waiting. Only failures are charged to an address: a hotel whose 20,000 devices come back behind one address is not
// held up, and neither are those who signed in from there before, whatever strangers behind the same address do.
import type { BrokerCounters } from './counters.ts';
import type { BrokerLimits } from './limits.ts';
import { createTokenBuckets } from './token-buckets.ts';

/** So often the lines move. */
const tickMs = 10;
/** Those who signed in last; enough for every device of the largest hotel. */
const rememberedRegulars = 50_000;

export interface Caller {
  readonly address: string;
  readonly name: string;
  /** Gone while it waited: it takes nobody's turn. */
  readonly isGone: () => boolean;
}

/** What became of a turn is told once. */
export interface Turn {
  signedIn(): void;
  refused(): void;
}

export interface Turnstile {
  /** Its turn; undefined where it waited too long. */
  turn(caller: Caller): Promise<Turn | undefined>;
  sweep(): void;
  /** Sends everybody away. */
  stop(): void;
  readonly waiting: number;
}

export interface TurnstileParts {
  readonly limits: BrokerLimits;
  readonly counters: BrokerCounters;
  /** While true the lines stand. */
  readonly isClosed: () => boolean;
  /** Of a clock that never goes back, ms. */
  readonly nowMs: () => number;
}

interface Waiting {
  readonly caller: Caller;
  readonly until: number;
  readonly answer: (turn: Turn | undefined) => void;
}

interface Line {
  /** Whose failures hold it up; nobody's where regulars stand. */
  readonly heldUpBy: string | undefined;
  readonly waiting: Set<Waiting>;
}

export function createTurnstile({ limits, counters, isClosed, nowMs }: TurnstileParts): Turnstile {
  const { connectsPerSecond, connectsPerSecondPerAddress, connectBurstPerAddress, connectWaitMs } = limits;
  // A small burst: where the event loop is busy, fewer come in and those who are in are served between them.
  const burst = Math.max(1, connectsPerSecond / 50);
  const pace = createTokenBuckets({ perSecond: connectsPerSecond, burst }, nowMs);
  const failures = createTokenBuckets({ perSecond: connectsPerSecondPerAddress, burst: connectBurstPerAddress }, nowMs);
  const regulars = new Set<string>();
  const lines = new Map<string, Line>();
  let tick: NodeJS.Timeout | undefined;

  function lineOf(caller: Caller): Line {
    const isRegular = regulars.has(regularKey(caller));
    const key = `${isRegular ? 'regulars' : 'strangers'} of ${caller.address}`;
    const line = lines.get(key) ?? { heldUpBy: isRegular ? undefined : caller.address, waiting: new Set<Waiting>() };
    lines.set(key, line);
    return line;
  }

  /** Takes the first of each line in turn, as long as the pace allows. */
  function serve(): void {
    sendLateOnesAway();
    if (isClosed()) return;
    // A line that was served goes to the end, and is met again there.
    for (const [key, line] of lines) {
      if (pace.left('') < 1) return;
      if (line.heldUpBy !== undefined && failures.left(line.heldUpBy) < 1) continue;
      lines.delete(key);
      letIn(line.waiting);
      if (line.waiting.size > 0) lines.set(key, line);
    }
  }

  function letIn(waiting: Set<Waiting>): void {
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    const isHere = !first.caller.isGone();
    if (isHere) pace.spend('', 1);
    first.answer(isHere ? turnOf(first.caller) : undefined);
  }

  function turnOf(caller: Caller): Turn {
    return {
      signedIn: () => remember(caller),
      refused() {
        failures.spend(caller.address, 1);
        regulars.delete(regularKey(caller));
      },
    };
  }

  function remember(caller: Caller): void {
    const key = regularKey(caller);
    regulars.delete(key);
    regulars.add(key);
    if (regulars.size <= rememberedRegulars) return;
    const [oldest] = regulars;
    regulars.delete(oldest as string);
  }

  function sendLateOnesAway(): void {
    for (const [key, { waiting }] of lines) {
      for (const one of waiting) {
        if (one.until > nowMs()) break;
        waiting.delete(one);
        counters.connectsRefusedBusy += 1;
        one.answer(undefined);
      }
      if (waiting.size === 0) lines.delete(key);
    }
  }

  function moveOn(): void {
    serve();
    if (lines.size === 0) {
      clearInterval(tick);
      tick = undefined;
    }
  }

  return {
    turn(caller) {
      return new Promise((answer) => {
        lineOf(caller).waiting.add({ caller, until: nowMs() + connectWaitMs, answer });
        if (tick !== undefined) return;
        tick = setInterval(moveOn, tickMs);
        serve();
      });
    },
    sweep: () => failures.sweep(),
    stop() {
      clearInterval(tick);
      for (const { waiting } of lines.values()) for (const { answer } of waiting) answer(undefined);
      lines.clear();
    },
    get waiting() {
      return lines.values().reduce((sum, { waiting }) => sum + waiting.size, 0);
    },
  };
}

function regularKey({ address, name }: Caller): string {
  return `${address}\n${name}`;
}
