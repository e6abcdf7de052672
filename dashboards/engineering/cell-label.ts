// A cell in words, for who does not see its colour: place, state, what the water did or what is wrong, when it was last heard. Pure.
import { type Phrase, phrase, sayPhrase } from '../shared/i18n/phrase.ts';
import type { Say } from '../shared/i18n/translator.ts';
import type { PlaceName } from '../shared/place/place-name.ts';
import { heardPhrase } from './heard-phrase.ts';
import type { SpaceCell } from './space-cell.ts';

interface Words {
  readonly say: Say;
  readonly placeName: PlaceName;
}

/** `1203` is a room; `Lobby` says itself what it is. */
const roomNumber = /^\d+\p{L}?$/u;

export function cellLabel(cell: SpaceCell, now: number, { say, placeName }: Words): string {
  const name = placeName(cell.space);
  const heard = cell.heardAt === undefined ? phrase('heard.never') : heardPhrase(cell.heardAt, now);
  const label = say('house.cell', {
    space: roomNumber.test(name) ? say('house.room', { space: name }) : name,
    state: say(`state.${cell.state}`),
    what: sayPhrase(say, whatOf(cell)).replace(/[.。]$/u, ''),
    heard: say('house.heard', { heard: sayPhrase(say, heard) }),
  });
  return cell.isMaintained ? say('house.cellMaintained', { label }) : label;
}

/** What is wrong, where it is not the water; else what the water last did. */
function whatOf({ state, why, verdict, task }: SpaceCell): Phrase {
  const isOfWater = state === 'ok' || why.key === 'why.slow' || why.key === 'why.neverHot' || task?.kind === 'warm-up';
  if (!isOfWater || verdict === undefined) return why;
  const { seconds } = verdict;
  return seconds === null ? phrase('house.waterCold') : phrase('house.water', { seconds });
}
