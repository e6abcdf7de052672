// The stays that are asked for, the latest arrivals first, each with its strip of twelve.
import type { Stay } from '../../gateway/api/contract/stay.ts';
import { Strip } from '../shared/touchpoint/strip.tsx';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { StayFilters } from './stay-filters.tsx';
import { StayTime } from './stay-time.tsx';
import type { StayBook } from './stays.ts';
import { isFiltered } from './view-model.ts';

export function StaysView({ book }: { readonly book: StayBook }) {
  const { say } = usePage();
  const state = book.state.value;
  const stays = book.stays.value;
  return (
    <>
      <StayFilters filter={book.filter.value} />
      <ListState state={state} retry={() => void book.load()} />
      {state === 'loaded' && stays.length === 0 && <NoStays filtered={isFiltered(book.filter.value)} />}
      <ul class="stays">
        {stays.map((stay) => (
          <li key={stay.stay} class="panel stay">
            <Line stay={stay} />
          </li>
        ))}
      </ul>
      {book.hasMore.value && (
        <button type="button" class="button wide" onClick={() => void book.more()}>
          {say('stays.more')}
        </button>
      )}
    </>
  );
}

function Line({ stay }: { readonly stay: Stay }) {
  const { say, placeName } = usePage();
  const target = (touchpoint?: string) => ({ stay: stay.stay, touchpoint });
  return (
    <>
      <div class="stay-line">
        <PlaceLink class="strong" to={target()}>
          {say('stay.name', { stay: stay.stay })}
        </PlaceLink>
        <span class="tag">{say(`stay.state.${stay.state}`)}</span>
        <span>{stay.space === null ? say('stay.noRoom') : say('stay.room', { room: placeName(stay.space) })}</span>
        <StayTime stay={stay} />
      </div>
      <Strip stay={stay.stay} strip={stay.strip} to={target} />
    </>
  );
}

function NoStays({ filtered }: { readonly filtered: boolean }) {
  const { say, place } = usePage();
  if (!filtered) return <Notice state="silent">{say('stays.none')}</Notice>;
  return (
    <Notice state="silent">
      <p>{say('stays.noneOfThese')}</p>
      <button
        type="button"
        class="button"
        onClick={() => place.go({ state: undefined, date: undefined, space: undefined, missed: undefined })}
      >
        {say('stays.showAll')}
      </button>
    </Notice>
  );
}
