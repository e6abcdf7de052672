// The occurrences that promises hang on, found by what an answer can be about: their name, their stay, their place. A house asks
// for the few that something moves, however many there ever were.
import type { StandardOf } from '../standards/service-standard.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { cellId } from './cell.ts';
import type { TrackedStay } from './journey-state.ts';
import { enter, found, type ListsByKey, leave } from './lists-by-key.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { isAbout } from './occasions.ts';
import { nameIn } from './words.ts';

type Within = StandardOf<'within'>;
type Index = ListsByKey<Occasion>;

export interface Occasion {
  /** The standard's id. */
  readonly standard: string;
  readonly event: TouchpointEvent;
}

export interface OccasionBook {
  note(standard: Within, event: TouchpointEvent): Occasion;
  /** Gives back those that the event began. */
  takeOut(event: TouchpointEvent, standards: Iterable<string>): readonly Occasion[];
  /** By the id of its cell. */
  get(cell: string): Occasion | undefined;
  all(): Iterable<Occasion>;
  /** Those that the event can be an answer to, under this version of their standard. */
  answeredBy(standard: Within, answer: TouchpointEvent): readonly Occasion[];
  /** Those that may be of the stay: they name it, or were in one of its rooms. */
  near(stay: TrackedStay): readonly Occasion[];
  /** `stay` unset: of nobody who was named. */
  ofStay(stay: string | undefined): readonly Occasion[];
}

export function createOccasionBook(): OccasionBook {
  const byCell = new Map<string, Occasion>();
  const byStay: Index = new Map();
  const bySpace: Index = new Map();
  /** By standard and the word that an answer must share, made when it is first asked for. */
  const byName = new Map<string, NameIndex<Occasion>>();

  function namesOf({ id }: Within, word: string): NameIndex<Occasion> {
    const key = nameKey(id, word);
    const known = byName.get(key);
    if (known !== undefined) return known;
    const made = createNameIndex<Occasion>(word);
    for (const one of byCell.values()) if (one.standard === id) made.enter(one.event, one);
    byName.set(key, made);
    return made;
  }

  /** The indexes of one standard's names. */
  function namesFor(standard: string): readonly NameIndex<Occasion>[] {
    return [...byName].flatMap(([key, names]) => (key.startsWith(nameKey(standard, '')) ? [names] : []));
  }

  function candidates(standard: Within, answer: TouchpointEvent): readonly Occasion[] {
    const { same } = standard;
    if (same !== undefined) return namesOf(standard, same).found(nameIn(answer, same));
    return answer.stay === undefined
      ? [...found(bySpace, answer.space), ...found(bySpace, undefined)]
      : [...found(byStay, answer.stay), ...found(byStay, undefined)];
  }

  return {
    note(standard, event) {
      const cell = cellId(standard, event.id);
      const known = byCell.get(cell);
      if (known !== undefined) return known;
      const occasion = { standard: standard.id, event };
      byCell.set(cell, occasion);
      enter(byStay, event.stay, occasion);
      enter(bySpace, event.space, occasion);
      for (const names of namesFor(standard.id)) names.enter(event, occasion);
      return occasion;
    },
    takeOut: (event, standards) =>
      [...standards].flatMap((id) => {
        const cell = cellId({ id }, event.id);
        const occasion = byCell.get(cell);
        if (occasion === undefined) return [];
        byCell.delete(cell);
        leave(byStay, event.stay, occasion);
        leave(bySpace, event.space, occasion);
        for (const names of namesFor(id)) names.leave(event, occasion);
        return [occasion];
      }),
    get: (cell) => byCell.get(cell),
    all: () => byCell.values(),
    answeredBy: (standard, answer) => [
      ...new Set(
        candidates(standard, answer).filter(
          (one) => one.standard === standard.id && isAbout(standard, one.event, answer),
        ),
      ),
    ],
    near({ stay }) {
      const rooms = new Set(stay.rooms.map(({ space }) => space));
      return [...new Set([...found(byStay, stay.key), ...[...rooms].flatMap((room) => found(bySpace, room))])];
    },
    ofStay: (stay) => found(byStay, stay),
  };
}

const nameKey = (standard: string, word: string) => `${standard}\n${word}`;
