// Ends the shift with one tap; where taps have not reached the hub it says so first, and what becomes of them.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { createMemoryActionStore, openActionStore } from '../outbox/action-store.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { clearPhone } from './clear-phone.ts';
import { endShift, type ShiftEnd } from './shift.ts';

export interface EndShift {
  /** What the button that ends it says. */
  readonly words: string;
  end(): void;
  /** What kept it from ending. Outside of a menu: one that closes takes with it what stands inside. */
  readonly sheet: ComponentChildren;
}

export function useEndShift(): EndShift {
  const { say, api, session, isWorker } = usePage();
  const held = useSignal<Exclude<ShiftEnd, { state: 'ended' }> | undefined>(undefined);
  const words = say(isWorker ? 'shift.end' : 'frame.signOut');
  async function end(leaveUnsent: boolean): Promise<void> {
    const unsent = await openActionStore(session.user).catch(createMemoryActionStore);
    const ended = await endShift({ api, unsent, clear: clearPhone }, leaveUnsent);
    if (ended.state === 'ended') location.assign('/');
    else held.value = ended;
  }
  return {
    words,
    end: () => void end(false),
    sheet: held.value && (
      <Sheet title={words} onClose={() => (held.value = undefined)}>
        <p role="alert">
          {held.value.state === 'unsent' ? say('shift.unsent', { n: held.value.taps }) : say('shift.unreachable')}
        </p>
        <button type="button" class="button primary wide" onClick={() => (held.value = undefined)}>
          {say('shift.stay')}
        </button>
        {held.value.state === 'unsent' && (
          <button type="button" class="button wide" onClick={() => void end(true)}>
            {say('shift.endAnyway')}
          </button>
        )}
      </Sheet>
    ),
  };
}
