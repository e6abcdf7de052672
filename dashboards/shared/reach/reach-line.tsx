// What this phone can be reached by, in one line at the foot of every page; more behind it.
import { usePage } from '../ui/page.ts';

export function ReachLine({ open }: { open(): void }) {
  const { say, reach, shift, alerts } = usePage();
  const isSilent = shift.begun.value && !alerts.bell.isReady.value;
  return (
    <button type="button" class="reach-line link" onClick={open}>
      {say(isSilent ? 'reach.silent' : `reach.${reach.level.value}`)}
    </button>
  );
}
