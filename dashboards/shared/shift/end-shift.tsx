// Ends the shift with one tap; where taps have not reached the hub it says so first, and what becomes of them.
import { useSignal } from '@preact/signals';
import { createMemoryActionStore, openActionStore } from '../outbox/action-store.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { clearPhone } from './clear-phone.ts';
import { endShift, type ShiftEnd } from './shift.ts';

export function EndShift() {
  const { say, api, session, isWorker } = usePage();
  const held = useSignal<Exclude<ShiftEnd, { state: 'ended' }> | undefined>(undefined);
  async function end(leaveUnsent: boolean): Promise<void> {
    const unsent = await openActionStore(session.user).catch(createMemoryActionStore);
    const ended = await endShift({ api, unsent, clear: clearPhone }, leaveUnsent);
    if (ended.state === 'ended') location.assign('/');
    else held.value = ended;
  }
  return (
    <>
      <button type="button" class="button wide" onClick={() => void end(false)}>
        {say(isWorker ? 'shift.end' : 'frame.signOut')}
      </button>
      {held.value && (
        <Sheet title={say(isWorker ? 'shift.end' : 'frame.signOut')} onClose={() => (held.value = undefined)}>
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
      )}
    </>
  );
}
