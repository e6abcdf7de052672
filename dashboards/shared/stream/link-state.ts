// How old is what the page shows: the honest answer behind the pill. It never times out by itself.

export interface LinkFacts {
  /** A stream is open as far as the browser knows. */
  readonly open: boolean;
  /** Anything at all came from the hub, heartbeats too. Unix ms; unset before the first. */
  readonly heardAt?: number;
  /** The page was opened without the hub, from what it had told until then. Unix ms. */
  readonly toldAt?: number;
  /** When the stream was first found lost; unset while it is open. Unix ms. */
  readonly lostAt?: number;
}

export type LinkState =
  | { readonly state: 'live' }
  | { readonly state: 'reconnecting' }
  | { readonly state: 'offline'; readonly since: number };

/** The hub beats every 5 s: two missed beats and a bit is a dead stream, whatever the browser says. */
export const silenceLimitMs = 12_000;
/** A blink of the Wi-Fi is not worth a word. */
const graceMs = 1_000;
/** From here on nobody should believe that it comes back by itself in a moment. */
const offlineAfterMs = 8_000;

export function linkState(facts: LinkFacts, now: number): LinkState {
  const { open, heardAt, lostAt, toldAt } = facts;
  if (open && heardAt !== undefined && now - heardAt < silenceLimitMs) return { state: 'live' };
  if (heardAt !== undefined && lostAt !== undefined && now - lostAt < graceMs) return { state: 'live' };
  if (heardAt === undefined && toldAt !== undefined) return { state: 'offline', since: toldAt };
  if (lostAt !== undefined && now - lostAt >= offlineAfterMs) return { state: 'offline', since: heardAt ?? lostAt };
  return { state: 'reconnecting' };
}
