// A part of a page that is fetched, with its words, when it is opened: what only some come for costs the others nothing.
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PhraseArea } from '../i18n/languages.ts';
import { ListState } from './notice.tsx';
import { usePage } from './page.ts';

export function lazily<Props extends object>(
  area: PhraseArea,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return function Opened(props: Props) {
    const { learn } = usePage();
    const part = useSignal<{ readonly View: ComponentType<Props> } | 'waiting' | 'failed'>('waiting');
    const open = async () => {
      part.value = 'waiting';
      try {
        const [View] = await Promise.all([load(), learn(area)]);
        part.value = { View };
      } catch {
        part.value = 'failed';
      }
    };
    useEffect(() => void open(), []);
    if (typeof part.value === 'string') return <ListState state={part.value} retry={() => void open()} />;
    const { View } = part.value;
    return <View {...props} />;
  };
}
