// From when to when a stay lasts, as far as is known.
import type { Stay } from '../../gateway/api/contract/stay.ts';
import { usePage } from '../shared/ui/page.ts';
import { timeOfStay } from './view-model.ts';

export function StayTime({ stay }: { readonly stay: Stay }) {
  const { say } = usePage();
  const { from, to } = timeOfStay(stay);
  if (from === undefined) return <span class="quiet">{say('stay.timeUnknown')}</span>;
  if (stay.state === 'expected' && to === undefined)
    return <span class="quiet">{say('stay.expectedAt', { at: from })}</span>;
  return (
    <span class="quiet">{to === undefined ? say('time.since', { at: from }) : say('stay.time', { from, to })}</span>
  );
}
