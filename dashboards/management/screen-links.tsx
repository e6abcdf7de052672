// To the other screens of managers: how staff answered, and the report of the month that is over.
import { hotelDay } from '../shared/time/hotel-day.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { monthBefore } from './month.ts';

export function ScreenLinks() {
  const { say, clock, property } = usePage();
  const thisMonth = hotelDay(clock.read(), property.timeZone).slice(0, 7);
  return (
    <p class="head-actions">
      <PlaceLink class="button" to={{ answers: '1' }}>
        {say('screens.answers')}
      </PlaceLink>
      <PlaceLink class="button" to={{ report: monthBefore(thisMonth) }}>
        {say('screens.report')}
      </PlaceLink>
    </p>
  );
}
