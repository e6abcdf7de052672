// Which draws or promises would have come out otherwise, each a link to what is on record of it.
import type { Replay } from '../../gateway/api/contract/replay.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';

const mostListed = 50;

interface Change {
  readonly id: string;
  readonly at: string;
  readonly space: string | null;
  readonly before: string;
  readonly after: string;
}

export function ChangedVerdicts({ replay }: { readonly replay: Replay }) {
  const { say, placeName } = usePage();
  const changes = changesOf(replay, say('whatif.notPromised'), (outcome) =>
    replay.of === 'draws' ? say(`outcome.${outcome as 'met'}`) : say(`cell.${outcome as 'met'}`),
  );
  if (changes.length === 0) return <p class="quiet">{say('whatif.nothingChanges')}</p>;
  return (
    <section class="panel">
      <h2>{say('whatif.changes', { n: changes.length })}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{say('cells.when')}</th>
            <th scope="col" class="wide-only">
              {say('draws.space')}
            </th>
            <th scope="col">{say('whatif.recorded')}</th>
            <th scope="col">{say('whatif.wouldBe')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, mostListed).map(({ id, at, space, before, after }) => (
            <tr key={id}>
              <td>
                <PlaceLink to={replay.of === 'draws' ? { draw: id } : { cell: id }}>
                  {say('time.momentSeconds', { at: Date.parse(at) })}
                </PlaceLink>
              </td>
              <td class="wide-only">{space === null ? '–' : placeName(space)}</td>
              <td>{before}</td>
              <td class="strong">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > mostListed && <p class="quiet">{say('whatif.firstOnly', { n: mostListed })}</p>}
    </section>
  );
}

function changesOf(replay: Replay, notPromised: string, outcomeOf: (outcome: string) => string): readonly Change[] {
  return replay.of === 'draws'
    ? replay.changes.map(({ draw, startedAt, space, before, after }) => ({
        id: draw,
        at: startedAt,
        space,
        before: outcomeOf(before.outcome),
        after: outcomeOf(after.outcome),
      }))
    : replay.changes.map(({ cell, at, space, before, after }) => ({
        id: cell,
        at,
        space,
        before: before === null ? notPromised : outcomeOf(before.outcome),
        after: after === null ? notPromised : outcomeOf(after.outcome),
      }));
}
