// The twelve of one stay: sign, word and colour for what is known; blank for what is not due yet, which is neither good, bad
// nor grey. One stop of the Tab key, arrow keys inside.
import { useRef } from 'preact/hooks';
import type { StripCell } from '../../../gateway/api/contract/stay.ts';
import { moveFocus } from '../ui/arrow-keys.ts';
import { usePage } from '../ui/page.ts';
import { Sign } from '../ui/sign.tsx';
import { stateOfTouchpoint } from './touchpoints.ts';

interface StripProps {
  readonly stay: string;
  readonly strip: readonly StripCell[];
  /** The address that a cell leads to. */
  href(touchpoint: string): string;
  go(touchpoint: string): void;
}

export function Strip({ stay, strip, href, go }: StripProps) {
  const { say } = usePage();
  const list = useRef<HTMLUListElement>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the links inside take the keys; the list moves among them.
    <ul
      ref={list}
      class="strip"
      aria-label={say('stay.stripOf', { stay })}
      onKeyDown={(event) => moveFocus(list.current, 'a', event)}
    >
      {strip.map(({ touchpoint, outcome }, index) => (
        <li key={touchpoint}>
          <a
            href={href(touchpoint)}
            tabIndex={index === 0 ? 0 : -1}
            class={`strip-cell ${outcome === null ? 'is-blank' : `is-${stateOfTouchpoint[outcome]}`}`}
            onClick={(event) => {
              event.preventDefault();
              go(touchpoint);
            }}
          >
            {outcome !== null && <Sign of={stateOfTouchpoint[outcome]} />}
            <span>{say(`touchpoint.${touchpoint}`)}</span>
            <span class="hidden">{outcome === null ? say('cell.notDue') : say(`cell.${outcome}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
