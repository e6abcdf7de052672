// What one does with a draw: go to the one before or after, hand its address on, take its points along.
import { useSignal } from '@preact/signals';
import type { DrawBeside, DrawWithCurve } from '../../../gateway/api/contract/draw.ts';
import { usePage } from '../ui/page.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { Sign } from '../ui/sign.tsx';
import { drawCsv } from './draw-csv.ts';

interface DrawActionsProps {
  readonly draw: DrawWithCurve;
  readonly beside: DrawBeside | undefined;
}

export function DrawActions({ draw, beside }: DrawActionsProps) {
  const { say } = usePage();
  const copied = useSignal(false);
  return (
    <div class="draw-actions">
      {beside?.previous && (
        <PlaceLink to={{ draw: beside.previous }}>
          <Sign of="back" /> {say('draw.previous')}
        </PlaceLink>
      )}
      {beside?.next && (
        <PlaceLink to={{ draw: beside.next }}>
          {say('draw.next')} <Sign of="next" />
        </PlaceLink>
      )}
      <button
        type="button"
        onClick={() => {
          copied.value = copy(location.href);
        }}
      >
        {say('draw.copyLink')}
      </button>
      {draw.curve.length > 0 && (
        <button type="button" onClick={() => save(`draw-${draw.id}.csv`, drawCsv(draw))}>
          {say('draw.csv')}
        </button>
      )}
      <span role="status" class="quiet">
        {copied.value && say('draw.copied')}
      </span>
    </div>
  );
}

/** Over plain HTTP browsers give pages no clipboard, but a selected text can still be copied. */
function copy(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
