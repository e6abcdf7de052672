// One stay: when and where, its twelve touchpoints with the promises behind each, and all that was told of it.
import { useEffect, useRef } from 'preact/hooks';
import type { StayWithProof } from '../../gateway/api/contract/stay.ts';
import { Strip } from '../shared/touchpoint/strip.tsx';
import { ToldList } from '../shared/touchpoint/told-list.tsx';
import { Fact } from '../shared/ui/fact.tsx';
import { lazily } from '../shared/ui/lazily.tsx';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import type { StayBook } from './stays.ts';
import { TouchpointPanel } from './touchpoint-panel.tsx';
import { byInstant, touchpointsOfStay } from './view-model.ts';

/** What a guest asked for is said in the words of work. */
const ProofSheet = lazily('work', async () => (await import('../shared/touchpoint/proof-sheet.tsx')).ProofSheet);

export function StayView({ book }: { readonly book: StayBook }) {
  const { say, place } = usePage();
  const stay = book.open.value;
  const state = book.openState.value;
  const cellId = place.at.value.get('cell');
  return (
    <>
      <PlaceLink class="back-link" to={{ stay: undefined, touchpoint: undefined, cell: undefined }}>
        {say('stays.back')}
      </PlaceLink>
      {state === 'missing' ? (
        <Notice state="silent">{say('stay.missing')}</Notice>
      ) : (
        <ListState state={state} retry={() => void book.load()} />
      )}
      {stay && <Body stay={stay} />}
      {cellId !== null && (
        <ProofSheet key={cellId} id={cellId} news={book.news.value} onClose={() => place.go({ cell: undefined })} />
      )}
    </>
  );
}

const moments = ['expectedArrivalAt', 'arrivedAt', 'checkedInAt', 'expectedDepartureAt', 'checkedOutAt'] as const;

function Body({ stay }: { readonly stay: StayWithProof }) {
  const { say, place, placeName } = usePage();
  const chosen = place.at.value.get('touchpoint');
  const touchpoints = touchpointsOfStay(stay);
  const panels = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen === null) return;
    const own = [...(panels.current?.children ?? [])] as HTMLElement[];
    const panel = own.find(({ id }) => id === `touchpoint-${chosen}`) ?? own.at(-1);
    panel?.scrollIntoView({ block: 'nearest' });
    panel?.focus({ preventScroll: true });
  }, [chosen]);
  return (
    <>
      <section class="panel">
        <div class="stay-line">
          <h2>{say('stay.name', { stay: stay.stay })}</h2>
          <span class="tag">{say(`stay.state.${stay.state}`)}</span>
        </div>
        <dl class="facts">
          <Fact name={say('stays.room')}>{stay.space === null ? '–' : placeName(stay.space)}</Fact>
          {moments.map((moment) => {
            const at = stay[moment];
            return (
              at !== null && (
                <Fact key={moment} name={say(`stay.${moment}`)}>
                  {say('time.momentSeconds', { at: Date.parse(at) })}
                </Fact>
              )
            );
          })}
        </dl>
        <Strip stay={stay.stay} strip={stay.strip} to={(touchpoint) => ({ touchpoint })} />
      </section>
      <div ref={panels} class="touchpoints">
        {touchpoints
          .filter(({ cells }) => cells.length > 0)
          .map((one) => (
            <TouchpointPanel key={one.touchpoint ?? 'house'} one={one} />
          ))}
        <section id="touchpoint-blank" class="panel" tabIndex={-1} aria-label={say('cell.notDueYet')}>
          <h3>{say('cell.notDueYet')}</h3>
          <p class="quiet">
            {touchpoints
              .flatMap(({ touchpoint, cells }) =>
                touchpoint === undefined || cells.length > 0 ? [] : say(`touchpoint.${touchpoint}`),
              )
              .join(say('list.separator'))}
          </p>
        </section>
      </div>
      <section class="panel">
        <h2>{say('stay.told')}</h2>
        {stay.events.length === 0 ? (
          <p class="quiet">{say('stay.nothingTold')}</p>
        ) : (
          <ToldList events={[...stay.events].sort(byInstant)} />
        )}
      </section>
    </>
  );
}
