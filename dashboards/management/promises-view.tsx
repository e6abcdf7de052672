// The first screen: are we within the promises of the house, and what eats their budgets?
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { HouseStrip } from './house-strip.tsx';
import { NotInForce } from './not-in-force.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { stripOfHouse } from './promise-lines.ts';
import { PromiseTable } from './promise-table.tsx';
import type { PromiseBook } from './promises.ts';
import { ScreenLinks } from './screen-links.tsx';

export function PromisesView({ book }: { readonly book: PromiseBook }) {
  const { say } = usePage();
  const lines = book.lines.value;
  const ofHouse = lines.filter(({ touchpoint }) => touchpoint === null);
  const ofStays = lines.filter(({ touchpoint }) => touchpoint !== null);
  const needy = lines.filter(({ standing }) => standing === 'not-kept').length;
  const unseen = lines.filter(({ standing }) => standing === 'no-evidence' || standing === 'unseen').length;
  return (
    <>
      <div class="questions">
        <PeriodChoice days={book.days.value} />
        <ScreenLinks />
      </div>
      <ListState state={book.state.value} retry={() => void book.load()} />
      {book.state.value !== 'waiting' && (
        <>
          <p class="promises-sum" role="status">
            {needy === 0 ? say('promises.noneBroken', { n: lines.length }) : say('promises.broken', { n: needy })}
            {say('text.space')}
            {unseen > 0 && say('promises.unseen', { n: unseen })}
          </p>
          <section class="panel">
            <h2>{say('promises.strip')}</h2>
            <HouseStrip touchpoints={stripOfHouse(lines)} />
          </section>
          <section class="panel">
            <h2>{say('promises.ofStays')}</h2>
            {ofStays.length === 0 ? (
              <Notice state="silent">{say('promises.noStays')}</Notice>
            ) : (
              <PromiseTable lines={ofStays} label={say('promises.ofStays')} days={book.days.value} />
            )}
          </section>
          <section class="panel">
            <h2>{say('promises.ofHouse')}</h2>
            <PromiseTable lines={ofHouse} label={say('promises.ofHouse')} days={book.days.value} />
          </section>
          <NotInForce standards={book.notInForce.value} />
        </>
      )}
    </>
  );
}
