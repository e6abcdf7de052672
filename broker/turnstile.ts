// The pace of sign-ins. What comes faster waits, in lines of each address that are served in turn, so that no address keeps another
// one waiting. Only failures are charged: a hotel whose 20,000 devices come back behind one address is not held up, and
// strangers who guess behind that address hold up strangers alone.
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
  /** Whether a name is one that the hub knows without asking for a password. */
  readonly isKnown: (name: string) => boolean;
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

/**
 * Regulars signed in from this address before. Devices are known to the hub, and have not failed too often from here. Only
 * strangers are held up by what strangers do.
 */
type Lane = 'regulars' | 'devices' | 'strangers';

interface Line {
  readonly lane: Lane;
  readonly address: string;
  readonly waiting: Set<Waiting>;
}

export function createTurnstile({ limits, counters, isKnown, isClosed, nowMs }: TurnstileParts): Turnstile {
  const { connectsPerSecond, connectsPerSecondPerAddress, connectBurstPerAddress, connectWaitMs } = limits;
  // A small burst: where the event loop is busy, fewer come in and those who are in are served between them.
  const burst = Math.max(1, connectsPerSecond / 50);
  const pace = createTokenBuckets({ perSecond: connectsPerSecond, burst }, nowMs);
  const failures = createTokenBuckets({ perSecond: connectsPerSecondPerAddress, burst: connectBurstPerAddress }, nowMs);
  const regulars = new Set<string>();
  const lines = new Map<string, Line>();
  let tick: NodeJS.Timeout | undefined;

  function laneOf(caller: Caller): Lane {
    if (regulars.has(callerKey(caller))) return 'regulars';
    return isKnown(caller.name) && failures.left(callerKey(caller)) >= 1 ? 'devices' : 'strangers';
  }

  function lineOf(caller: Caller): Line {
    const lane = laneOf(caller);
    const key = `${lane} of ${caller.address}`;
    const line = lines.get(key) ?? { lane, address: caller.address, waiting: new Set<Waiting>() };
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
      if (line.lane === 'strangers' && failures.left(line.address) < 1) continue;
      lines.delete(key);
      letIn(line);
      if (line.waiting.size > 0) lines.set(key, line);
    }
  }

  function letIn({ lane, waiting }: Line): void {
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    const isHere = !first.caller.isGone();
    if (isHere) pace.spend('', 1);
    first.answer(isHere ? turnOf(first.caller, lane) : undefined);
  }

  function turnOf(caller: Caller, lane: Lane): Turn {
    return {
      signedIn: () => remember(caller),
      refused() {
        failures.spend(lane === 'strangers' ? caller.address : callerKey(caller), 1);
        regulars.delete(callerKey(caller));
      },
    };
  }

  function remember(caller: Caller): void {
    const key = callerKey(caller);
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

function callerKey({ address, name }: Caller): string {
  return `${address}\n${name}`;
}
