// The twelve of the house in the period, in the order of a stay: each as its promise in most need, with all that it counts.
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { Sign } from '../shared/ui/sign.tsx';
import type { HouseTouchpoint } from './promise-lines.ts';
import { stateOfStanding } from './view-model.ts';

export function HouseStrip({ touchpoints }: { readonly touchpoints: readonly HouseTouchpoint[] }) {
  return (
    <ol class="house-strip">
      {touchpoints.map((one) => (
        <li key={one.touchpoint}>
          <HouseCell one={one} />
        </li>
      ))}
    </ol>
  );
}

function HouseCell({ one: { touchpoint, standing, met, judged, lines } }: { readonly one: HouseTouchpoint }) {
  const { say } = usePage();
  const name = <span class="house-name">{say(`touchpoint.${touchpoint}`)}</span>;
  const [first] = lines;
  if (standing === undefined || first === undefined) {
    return (
      <div class="house-cell is-blank">
        {name}
        <span>{say('promises.notPromised')}</span>
      </div>
    );
  }
  const target = { standard: first.id, by: 'day' };
  return (
    <PlaceLink
      class={`house-cell ${standing === 'nothing-due' ? 'is-blank' : `is-${stateOfStanding[standing]}`}`}
      to={target}
    >
      {name}
      {judged > 0 && <strong>{say('number.percent', { n: met / judged })}</strong>}
      <span class="house-standing">
        {standing !== 'nothing-due' && <Sign of={stateOfStanding[standing]} />}
        {say(`standing.${standing}`)}
      </span>
      {judged > 0 && <span>{say('promises.judged', { n: judged })}</span>}
    </PlaceLink>
  );
}
