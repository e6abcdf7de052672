// What was told of no stay that the house knows, in the order in which it was told, found by what an occasion can be about: a word
// in its data, a place, a stay. Every request asks, and a house tells tens of thousands in two days.
import type { SpaceId } from '../property.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { enter, found, type ListsByKey, leave } from './lists-by-key.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';

export interface UntoldEvents extends Iterable<TouchpointEvent> {
  keep(event: TouchpointEvent): void;
  /** Gives it back; undefined where none has this id. */
  takeOut(id: string): TouchpointEvent | undefined;
  /** This very one, not one that says the same. */
  has(event: TouchpointEvent): boolean;
  hasId(id: string): boolean;
  /** `space` unset: what was told of no place. */
  at(space: SpaceId | undefined): readonly TouchpointEvent[];
  /** `stay` unset: what names none; else what names one that the house does not know. */
  ofStay(stay: string | undefined): readonly TouchpointEvent[];
  /** Those whose data say `name` under this word; none where it is undefined. */
  named(word: string, name: unknown): readonly TouchpointEvent[];
  /** @param before Unix ms; what happened earlier goes, once the first of them is `slackMs` older than that. */
  forget(before: number, slackMs: number): void;
}

export function createUntoldEvents(): UntoldEvents {
  const all = new Set<TouchpointEvent>();
  const byId = new Map<string, TouchpointEvent>();
  const bySpace: ListsByKey<TouchpointEvent> = new Map();
  const byStay: ListsByKey<TouchpointEvent> = new Map();
  /** By the word, made when it is first asked for. */
  const byWord = new Map<string, NameIndex<TouchpointEvent>>();

  function keep(event: TouchpointEvent): void {
    all.add(event);
    byId.set(event.id, event);
    enter(bySpace, event.space, event);
    enter(byStay, event.stay, event);
    for (const names of byWord.values()) names.enter(event, event);
  }

  function takeOut(id: string): TouchpointEvent | undefined {
    const event = byId.get(id);
    if (event === undefined) return undefined;
    byId.delete(id);
    all.delete(event);
    leave(bySpace, event.space, event);
    leave(byStay, event.stay, event);
    for (const names of byWord.values()) names.leave(event, event);
    return event;
  }

  function namesOf(word: string): NameIndex<TouchpointEvent> {
    const known = byWord.get(word);
    if (known !== undefined) return known;
    const made = createNameIndex<TouchpointEvent>(word);
    for (const event of all) made.enter(event, event);
    byWord.set(word, made);
    return made;
  }

  return {
    keep,
    takeOut,
    has: (event) => all.has(event),
    hasId: (id) => byId.has(id),
    at: (space) => found(bySpace, space),
    ofStay: (stay) => found(byStay, stay),
    named: (word, name) => namesOf(word).found(name),
    forget(before, slackMs) {
      const [first] = all;
      if (first === undefined || first.at >= before - slackMs) return;
      const kept = [...all].filter(({ at }) => at >= before);
      for (const index of [all, byId, bySpace, byStay, byWord]) index.clear();
      for (const event of kept) keep(event);
    },
    [Symbol.iterator]: () => all.values(),
  };
}
