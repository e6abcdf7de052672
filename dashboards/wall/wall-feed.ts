// Asks the hub again and again, for ever: a screen that nobody touches comes back by itself from a lost network, a restart of the
// hub, and a token that was taken back and given again. What was known stays, with its age.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { WallReport } from '../../gateway/api/contract/wall.ts';
import type { Api } from '../shared/api/api.ts';
import type { LinkFacts } from '../shared/stream/link-state.ts';
import type { HubClock } from '../shared/time/hub-clock.ts';

export interface WallFeed {
  readonly report: ReadonlySignal<WallReport | undefined>;
  readonly facts: ReadonlySignal<LinkFacts>;
  /** The hub is there and does not let this screen on: it never did, or does so no longer. */
  readonly refused: ReadonlySignal<'unknown' | 'signed-out' | undefined>;
  start(): void;
}

/** A new task is read from across the room within this and the way through the network. */
const askEveryMs = 2_000;
/** The hub waits 3 s for a part of its own that does not answer; who takes longer is lost. */
const patienceMs = 6_000;
const askAgainAfterRefusalMs = 10_000;

/** @param isLetIn whether this screen was given a token of its own, or a person signed in at it. */
export function createWallFeed(
  api: Pick<Api, 'get'>,
  clock: Pick<HubClock, 'read' | 'adjust'>,
  isLetIn: boolean,
): WallFeed {
  const report = signal<WallReport | undefined>(undefined);
  const facts = signal<LinkFacts>({ open: false });
  const refused = signal<'unknown' | 'signed-out' | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;

  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    const answer = await api.get<WallReport>('/wall', AbortSignal.timeout(patienceMs));
    asking = false;
    if (answer.ok) {
      clock.adjust(Date.parse(answer.body.at));
      report.value = answer.body;
      facts.value = { open: true, heardAt: clock.read() };
    } else {
      facts.value = { ...facts.value, open: false, lostAt: facts.value.lostAt ?? clock.read() };
    }
    const isRefused = answer.status === 401 || answer.status === 403;
    if (isRefused) report.value = undefined;
    refused.value = isRefused ? (answer.status === 401 && isLetIn ? 'signed-out' : 'unknown') : undefined;
    timer = setTimeout(ask, isRefused ? askAgainAfterRefusalMs : askEveryMs);
  }

  return {
    report,
    facts,
    refused,
    start() {
      void ask();
      globalThis.addEventListener('online', () => void ask());
      document.addEventListener('visibilitychange', () => void (document.hidden || ask()));
    },
  };
}
