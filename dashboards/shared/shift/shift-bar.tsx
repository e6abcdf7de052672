// The one tap that begins a shift: sound is tried, the screen stays on, and what this phone can do is said.
import { usePage } from '../ui/page.ts';

export function ShiftBar() {
  const { say, shift, alerts } = usePage();
  if (shift.begun.value) return null;
  const begin = async () => {
    shift.begin();
    if (await alerts.bell.prepare()) alerts.bell.ring(false);
  };
  return (
    <section class="shift-bar" aria-label={say('shift.begin')}>
      <p>{say('shift.why')}</p>
      <button type="button" class="button primary" onClick={() => void begin()}>
        {say('shift.begin')}
      </button>
    </section>
  );
}
