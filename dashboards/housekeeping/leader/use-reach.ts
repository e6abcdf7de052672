// Whose phones listen, asked anew every few seconds: it is no fact of the hotel, so no stream tells it.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reach } from '../../../gateway/api/contract/dispatch.ts';
import { usePage } from '../../shared/ui/page.ts';

const everyMs = 5_000;

/** Undefined until it is known. */
export function useReach(): ReadonlySignal<Reach | undefined> {
  const { api } = usePage();
  const reach = useSignal<Reach | undefined>(undefined);
  useEffect(() => {
    async function ask(): Promise<void> {
      if (document.visibilityState !== 'visible') return;
      const answer = await api.get<Reach>('/dispatch/reach');
      if (answer.ok) reach.value = answer.body;
    }
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return reach;
}
