// The last day of a device as one band, and the same in words for who does not see it.
import { usePage } from '../shared/ui/page.ts';
import type { BandStretch } from './state-band.ts';

export function StateBandView({ band }: { readonly band: readonly BandStretch[] }) {
  const { say } = usePage();
  const [first, last] = [band[0], band.at(-1)];
  if (first === undefined || last === undefined) return null;
  const told = band
    .filter(({ state }) => state !== 'ok')
    .map(({ from, to, state }) => say('band.stretch', { state: say(`band.${state}`), from, to }));
  const label = told.length === 0 ? say('band.allWell') : told.join(say('list.separator'));
  return (
    <div class="state-band" role="img" aria-label={label} title={label}>
      {band.map(({ from, to, state }) => (
        <span key={from} class={`is-${state}`} style={{ flexGrow: to - from }} />
      ))}
    </div>
  );
}
