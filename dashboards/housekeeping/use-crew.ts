// What else the hub knows of the one who looks: the floors that they serve, and which rooms they may enter now. Asked again while
// the page is looked at; nothing of it is kept.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Duty } from '../../gateway/api/contract/dispatch.ts';
import type { RoomEntries, RoomEntry } from '../../gateway/api/contract/entry.ts';
import { usePage } from '../shared/ui/page.ts';

export interface Crew {
  /** Empty: all. */
  readonly floors: ReadonlySignal<readonly string[]>;
  readonly entries: ReadonlySignal<ReadonlyMap<string, RoomEntry>>;
}

/** A room's controller speaks about twice a minute. */
const entriesEveryMs = 20_000;
/** A shift begins, or the rules are changed. */
const floorsEveryMs = 5 * 60_000;
const toldOfEntry: ReadonlySet<string> = new Set(['housekeeping', 'front-desk']);

export function useCrew(): Crew {
  const { api, session } = usePage();
  const floors = useSignal<readonly string[]>([]);
  const entries = useSignal<ReadonlyMap<string, RoomEntry>>(new Map());

  useEffect(() => {
    const isSeen = () => document.visibilityState === 'visible';
    async function askEntries(): Promise<void> {
      if (!toldOfEntry.has(session.role) || !isSeen()) return;
      const answer = await api.get<RoomEntries>('/spaces/entry');
      // Presence of long ago is worse than none.
      entries.value = answer.ok ? new Map(answer.body.items.map((one) => [one.space, one])) : new Map();
    }
    async function askFloors(): Promise<void> {
      if (!isSeen()) return;
      const answer = await api.get<Duty>('/dispatch/duty');
      if (answer.ok) floors.value = answer.body.people.find(({ user }) => user === session.user)?.floors ?? [];
    }
    const ask = () => void Promise.all([askEntries(), askFloors()]);
    ask();
    const timers = [setInterval(askEntries, entriesEveryMs), setInterval(askFloors, floorsEveryMs)];
    document.addEventListener('visibilitychange', ask);
    addEventListener('online', ask);
    return () => {
      timers.forEach(clearInterval);
      document.removeEventListener('visibilitychange', ask);
      removeEventListener('online', ask);
    };
  }, []);
  return { floors, entries };
}
