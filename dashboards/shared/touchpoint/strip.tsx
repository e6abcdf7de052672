// The twelve of one stay: sign, word and colour for what is known; blank for what is not due yet, which is neither good, bad
// nor grey. One stop of the Tab key, arrow keys inside.
import { useRef } from 'preact/hooks';
import type { StripCell } from '../../../gateway/api/contract/stay.ts';
import type { PlaceValues } from '../state/place.ts';
import { moveFocus } from '../ui/arrow-keys.ts';
import { usePage } from '../ui/page.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { Sign } from '../ui/sign.tsx';
import { stateOfTouchpoint } from './touchpoints.ts';

interface StripProps {
  readonly stay: string;
  readonly strip: readonly StripCell[];
  /** The place that a cell leads to. */
  to(touchpoint: string): PlaceValues;
}

export function Strip({ stay, strip, to }: StripProps) {
  const { say } = usePage();
  const list = useRef<HTMLUListElement>(null);
  return (
    <ul
      ref={list}
      class="strip"
      aria-label={say('stay.stripOf', { stay })}
      onKeyDown={(event) => moveFocus(list.current, 'a', event)}
    >
      {strip.map(({ touchpoint, outcome }, index) => (
        <li key={touchpoint}>
          <PlaceLink
            to={to(touchpoint)}
            tabIndex={index === 0 ? 0 : -1}
            class={`strip-cell ${outcome === null ? 'is-blank' : `is-${stateOfTouchpoint[outcome]}`}`}
          >
            {outcome !== null && <Sign of={stateOfTouchpoint[outcome]} />}
            <span>{say(`touchpoint.${touchpoint}`)}</span>
            <span class="hidden">{outcome === null ? say('cell.notDue') : say(`cell.${outcome}`)}</span>
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}
