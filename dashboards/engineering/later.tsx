// A part of the page that is fetched when it is first opened, with its words: nobody waits for it who does not open it.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';

interface LaterProps<Part> {
  load(): Promise<Part>;
  children(part: Part): ComponentChildren;
}

export function Later<Part extends object>({ load, children }: LaterProps<Part>) {
  const { learn } = usePage();
  const part = useSignal<Part | undefined>(undefined);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
  const fetchPart = async () => {
    state.value = 'waiting';
    try {
      [part.value] = await Promise.all([load(), learn('plant')]);
      state.value = 'loaded';
    } catch {
      state.value = 'failed';
    }
  };
  useEffect(() => {
    void fetchPart();
  }, [load]);
  if (part.value !== undefined) return children(part.value);
  return <ListState state={state.value} retry={() => void fetchPart()} />;
}
