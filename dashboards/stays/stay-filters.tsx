// Which stays: by state, day of arrival, room, and those with a miss; all of it in the address.
import { usePage } from '../shared/ui/page.ts';
import { type StayFilter, stayStates } from './view-model.ts';

export function StayFilters({ filter }: { readonly filter: StayFilter }) {
  const { say, place, spaces, placeName } = usePage();
  const rooms = spaces.filter(({ kind }) => kind === 'room');
  return (
    <search class="stay-filters">
      <fieldset class="choice" aria-label={say('stays.state')}>
        <button type="button" aria-pressed={filter.state === undefined} onClick={() => place.go({ state: undefined })}>
          {say('draws.all')}
        </button>
        {stayStates.map((state) => (
          <button key={state} type="button" aria-pressed={filter.state === state} onClick={() => place.go({ state })}>
            {say(`stay.state.${state}`)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="button"
        aria-pressed={filter.missed}
        onClick={() => place.go({ missed: filter.missed ? undefined : 'true' })}
      >
        {say('stays.missed')}
      </button>
      <label>
        <span>{say('stays.date')}</span>
        <input
          type="date"
          value={filter.date ?? ''}
          onChange={(event) => place.go({ date: event.currentTarget.value || undefined })}
        />
      </label>
      <label>
        <span>{say('stays.room')}</span>
        <select
          value={filter.space ?? ''}
          onChange={(event) => place.go({ space: event.currentTarget.value || undefined })}
        >
          <option value="">{say('draws.all')}</option>
          {rooms.map(({ id }) => (
            <option key={id} value={id}>
              {placeName(id)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
