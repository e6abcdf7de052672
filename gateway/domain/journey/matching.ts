// Whose cup was it? What says its stay (a tap, a card) is believed; what says nothing goes to a stay whose time window it falls
// into, to as many as the party has guests. Depends on the sets alone, never on the order in which they came.
import type { TouchpointEvent } from '../touchpoint.ts';

export type MatchedBy = 'staff-tap' | 'card' | 'time-window';

export interface Match {
  readonly event: TouchpointEvent;
  readonly by: MatchedBy;
  /** What the machine gave at a tap beside it. */
  readonly cup?: TouchpointEvent;
  /** Further cups of the same party, which are nobody else's: unset where one was all. */
  readonly others?: readonly TouchpointEvent[];
}

/** When a stay's own event counts. */
export interface StayWindow {
  /** Any name of the stay that is the same in every order of events. */
  readonly stay: string;
  readonly from: number;
  readonly to: number;
  /** How many cups the party takes, one a guest. */
  readonly cups: number;
}

/** A tap beside the machine means the cup that it just gave, ms. */
const tapMeansCupWithinMs = 60_000;

/**
 * @param told what says its stay, by stay.
 * @param untold what a device told of nobody.
 */
export function matchStays(
  windows: readonly StayWindow[],
  told: ReadonlyMap<string, readonly TouchpointEvent[]>,
  untold: readonly TouchpointEvent[],
): ReadonlyMap<string, Match> {
  const matches = new Map<string, Match>();
  const free = untold.toSorted(byInstant);
  const cups = new Map<TouchpointEvent, TouchpointEvent>();
  for (const event of [...told.values()].flat().toSorted(byInstant)) {
    const cup = isDevice(event) ? undefined : takeNearest(free, event);
    if (cup !== undefined) cups.set(event, cup);
  }
  const waiting: { readonly window: StayWindow; left: number }[] = [];
  for (const window of windows) {
    const named = told.get(window.stay) ?? [];
    const own = bestOf(named, window);
    const inTime = named.filter(({ at }) => window.from <= at && at <= window.to).length;
    waiting.push({ window, left: window.cups - Math.max(inTime, own === undefined ? 0 : 1) });
    if (own === undefined) continue;
    const cup = cups.get(own);
    matches.set(window.stay, { event: own, by: isCard(own) ? 'card' : 'staff-tap', ...(cup && { cup }) });
  }
  // The window that closes first takes it: no other order serves more guests.
  waiting.sort(({ window: a }, { window: b }) => a.to - b.to || a.from - b.from || (a.stay < b.stay ? -1 : 1));
  for (const event of free) {
    const taker = waiting.find(({ window, left }) => left > 0 && window.from <= event.at && event.at <= window.to);
    if (taker === undefined) continue;
    taker.left -= 1;
    const { stay } = taker.window;
    const match = matches.get(stay);
    matches.set(
      stay,
      match === undefined ? { event, by: 'time-window' } : { ...match, others: [...(match.others ?? []), event] },
    );
  }
  return matches;
}

/** The first in time, else the first that was late. */
function bestOf(events: readonly TouchpointEvent[], { from, to }: StayWindow): TouchpointEvent | undefined {
  const since = events.filter(({ at }) => at >= from).sort(byInstant);
  return since.find(({ at }) => at <= to) ?? since[0];
}

function takeNearest(free: TouchpointEvent[], tap: TouchpointEvent): TouchpointEvent | undefined {
  const distance = ({ at }: TouchpointEvent) => Math.abs(at - tap.at);
  const near = free
    .filter((one) => distance(one) <= tapMeansCupWithinMs && (tap.space === undefined || tap.space === one.space))
    .sort((a, b) => distance(a) - distance(b) || byInstant(a, b))[0];
  if (near !== undefined) free.splice(free.indexOf(near), 1);
  return near;
}

export function byInstant(one: TouchpointEvent, other: TouchpointEvent): number {
  return one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** A card shows whose it is, to the machine itself or to the system that tells of it. */
const isCard = (event: TouchpointEvent) => isDevice(event) || event.evidence['matchedBy'] === 'card';

const isDevice = ({ source }: TouchpointEvent) => source.startsWith('device:');
