// A part of a page that is fetched, with its words, when it is opened: what only some come for costs the others nothing.
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PhraseArea } from '../i18n/languages.ts';
import { ListState } from './notice.tsx';
import { usePage } from './page.ts';

export function lazily<Props extends object>(
  areas: PhraseArea | readonly PhraseArea[],
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  /** Once it is here it opens at once. */
  let View: ComponentType<Props> | undefined;
  return function Opened(props: Props) {
    const { learn } = usePage();
    const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
    const open = async () => {
      state.value = 'waiting';
      try {
        [View] = await Promise.all([load(), ...[areas].flat().map(learn)]);
        state.value = 'loaded';
      } catch {
        state.value = 'failed';
      }
    };
    useEffect(() => void (View ?? open()), []);
    return View === undefined ? <ListState state={state.value} retry={() => void open()} /> : <View {...props} />;
  };
}
