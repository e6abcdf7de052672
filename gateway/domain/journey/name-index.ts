// Who says which name under one word of an event's data. What says none is in no list: by this word it is about nothing.
import type { TouchpointEvent } from '../touchpoint.ts';
import { enter, found, type ListsByKey, leave } from './lists-by-key.ts';
import { nameIn } from './words.ts';

export interface NameIndex<T> {
  enter(event: TouchpointEvent, one: T): void;
  leave(event: TouchpointEvent, one: T): void;
  /** @param name as `nameIn` gives it */
  found(name: unknown): readonly T[];
}

export function createNameIndex<T>(word: string): NameIndex<T> {
  const lists: ListsByKey<T> = new Map();
  return {
    enter(event, one) {
      const name = nameIn(event, word);
      if (name !== undefined) enter(lists, String(name), one);
    },
    leave(event, one) {
      const name = nameIn(event, word);
      if (name !== undefined) leave(lists, String(name), one);
    },
    found: (name) => (name === undefined ? [] : found(lists, String(name))),
  };
}
