// What it takes to be woken while the screen is locked, and the tap that asks for it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../ui/page.ts';
import { askWakeUp, tryWakeUp, type WakeUp, type WakeUpTried, wakeFromNow, wakeNoMore } from './wake-up.ts';

export function WakeUpPart() {
  const { say, api, reach, language } = usePage();
  const hub = { api, language: language.value };
  /** Undefined: asked, and no answer yet. */
  const wakeUp = useSignal<WakeUp | undefined>(undefined);
  const tried = useSignal<'untried' | Exclude<WakeUpTried, 'gone'>>('untried');
  const become = (now: WakeUp) => {
    wakeUp.value = now;
    reach.isWoken.value = now === 'woken';
  };
  useEffect(() => {
    void askWakeUp(hub).then(become);
  }, []);
  const ring = async () => {
    const came = await tryWakeUp(hub);
    if (came === 'gone') become(await wakeNoMore(hub));
    else tried.value = came;
  };
  const now = wakeUp.value;
  if (now === undefined) return null;
  if (now === 'woken') {
    return (
      <>
        <button type="button" class="button wide" onClick={() => void ring()}>
          {say('phone.wake.try')}
        </button>
        <p class="quiet" role="status">
          {tried.value !== 'untried' && say(`phone.wake.${tried.value}`)}
        </p>
        <button type="button" class="button wide" onClick={() => void wakeNoMore(hub).then(become)}>
          {say('phone.wake.end')}
        </button>
      </>
    );
  }
  return (
    <>
      {(now === 'asleep' || now === 'unreachable') && (
        <button type="button" class="button wide" onClick={() => void wakeFromNow(hub).then(become)}>
          {say('phone.wake.begin')}
        </button>
      )}
      <p class="quiet" role="status">
        {now !== 'asleep' && say(`phone.wake.${now}`)}
      </p>
    </>
  );
}
