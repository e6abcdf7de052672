// What stands where the address names what the hub does not have, or has no longer: no fault of the hub's, and a way back.
import type { ComponentChildren } from 'preact';
import { Notice } from './notice.tsx';
import { usePage } from './page.ts';

interface NotThereProps {
  readonly children: ComponentChildren;
  onBack(): void;
}

export function NotThere({ children, onBack }: NotThereProps) {
  const { say } = usePage();
  return (
    <Notice state="silent">
      <p>{children}</p>
      <button type="button" class="button" onClick={onBack}>
        {say('list.back')}
      </button>
    </Notice>
  );
}
