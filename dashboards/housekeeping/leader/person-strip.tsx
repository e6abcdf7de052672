// Everybody of the shift with the dot that says whether their phone listens, and the line that counts them.
import { Badge } from '../../shared/ui/badge.tsx';
import { usePage } from '../../shared/ui/page.ts';
import { Sign } from '../../shared/ui/sign.tsx';
import { type PersonInShift, reachCount } from './shift-board.ts';

interface PersonStripProps {
  readonly people: readonly PersonInShift[];
  readonly isKnown: boolean;
}

export function PersonStrip({ people, isKnown }: PersonStripProps) {
  const { say } = usePage();
  const { listening, of } = reachCount(people);
  const state = !isKnown ? 'silent' : listening === 0 ? 'fault' : listening < of ? 'watch' : 'ok';
  return (
    <section class="shift-people" aria-label={say('shift.people')}>
      <p role="status">
        <Badge state={state}>{isKnown ? say('shift.reach', { n: listening, of }) : say('shift.reachUnknown')}</Badge>
      </p>
      <ul>
        {people.map(({ user, floors, listening: hears, heardAt, inHand, late }) => (
          <li key={user} class={hears ? 'hears' : 'hears-not'}>
            <span class={`dot is-${hears ? 'ok' : 'offline'}`}>
              <Sign of={hears ? 'ok' : 'offline'} />
            </span>
            <span>
              <strong>{user}</strong>
              <span class="quiet">
                {hears
                  ? say('shift.listens')
                  : heardAt === null
                    ? say('shift.neverHeard')
                    : say('shift.silentSince', { at: Date.parse(heardAt) })}
                {floors.length > 0 && ` · ${say('shift.floors', { floors: floors.join(', ') })}`}
              </span>
              <span class="quiet">
                {say('shift.inHand', { n: inHand })}
                {late > 0 && ' · '}
                {late > 0 && <em class="late">{say('shift.late', { n: late })}</em>}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
