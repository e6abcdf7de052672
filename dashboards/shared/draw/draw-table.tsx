// Draws, newest first; each row leads to its curve.
import type { Draw } from '../../../gateway/api/contract/draw.ts';
import { Badge } from '../ui/badge.tsx';
import { usePage } from '../ui/page.ts';
import { PlaceLink } from '../ui/place-link.tsx';
import { stateOfOutcome } from './outcome.ts';

export function DrawTable({ draws }: { readonly draws: readonly Draw[] }) {
  const { say, sayCode, placeName } = usePage();
  return (
    <table class="table draws">
      <thead>
        <tr>
          <th scope="col">{say('draws.when')}</th>
          <th scope="col">{say('draws.space')}</th>
          <th scope="col">{say('draws.outcome')}</th>
          <th scope="col" class="number">
            {say('draws.seconds')}
          </th>
          <th scope="col" class="number wide-only">
            {say('draws.litres')}
          </th>
          <th scope="col" class="number wide-only">
            {say('draws.start')}
          </th>
          <th scope="col" class="wide-only">
            {say('draws.riser')}
          </th>
        </tr>
      </thead>
      <tbody>
        {draws.map((draw) => (
          <tr key={draw.id}>
            <td>
              <PlaceLink
                to={{ draw: draw.id }}
                aria-label={say('draws.open', { space: placeName(draw.space), at: Date.parse(draw.startedAt) })}
              >
                {say('time.momentSeconds', { at: Date.parse(draw.startedAt) })}
              </PlaceLink>
            </td>
            <td class="strong">{placeName(draw.space)}</td>
            <td>
              <Badge state={stateOfOutcome[draw.outcome]}>
                {draw.reason === null ? say(`outcome.${draw.outcome}`) : sayCode('reason', draw.reason)}
              </Badge>
            </td>
            <td class="number">{draw.seconds === null ? '–' : say('number.tenths', { n: draw.seconds })}</td>
            <td class="number wide-only">{draw.litres === null ? '–' : say('number.tenths', { n: draw.litres })}</td>
            <td class="number wide-only">
              {draw.startTemperature === null ? '–' : say('number.tenths', { n: draw.startTemperature })}
            </td>
            <td class="wide-only">{draw.riser ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
