// A dialog that comes from below on a phone and from the side at a desk. The browser keeps the focus in it and gives it
// back; Escape, the cross and a tap beside it close it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from './page.ts';
import { Sign } from './sign.tsx';

interface SheetProps {
  readonly title: string;
  readonly wide?: boolean;
  onClose(): void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, wide = false, onClose, children }: SheetProps) {
  const { say } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the browser gives to every dialog.
    <dialog
      ref={dialog}
      class={`sheet${wide ? ' sheet-wide' : ''}`}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="sheet-inside">
        <div class="sheet-head">
          <h2>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={say('frame.close')}
            onClick={() => dialog.current?.close()}
          >
            <Sign of="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
