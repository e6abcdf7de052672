// Whose phones listen, asked anew every few seconds: it is no fact of the hotel, so no stream tells it.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reach } from '../../../gateway/api/contract/dispatch.ts';
import { usePage } from '../ui/page.ts';

export interface KnownReach {
  /** As the hub said it last; undefined until it has. */
  readonly reach: ReadonlySignal<Reach | undefined>;
  /** The last time that it was asked it gave no answer. */
  readonly isUnanswered: ReadonlySignal<boolean>;
}

/** As often as a page says that it hears: one that was just opened has not said so yet. */
const everyMs = 5_000;

export function useReach(): KnownReach {
  const { api } = usePage();
  const reach = useSignal<Reach | undefined>(undefined);
  const isUnanswered = useSignal(false);
  useEffect(() => {
    async function ask(): Promise<void> {
      if (document.visibilityState !== 'visible') return;
      const answer = await api.get<Reach>('/dispatch/reach');
      isUnanswered.value = !answer.ok;
      if (answer.ok) reach.value = answer.body;
    }
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return { reach, isUnanswered };
}
