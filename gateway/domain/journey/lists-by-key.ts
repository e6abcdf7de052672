// Lists found by a name, so that whoever asks goes through one list and not through everything. A name that is unset is one of its own.

export type ListsByKey<T> = Map<string, T[]>;

export function enter<T>(lists: ListsByKey<T>, key: string | undefined, one: T): void {
  const there = lists.get(key ?? '');
  if (there === undefined) lists.set(key ?? '', [one]);
  else there.push(one);
}

export function leave<T>(lists: ListsByKey<T>, key: string | undefined, one: T): void {
  const there = lists.get(key ?? '') ?? [];
  const place = there.indexOf(one);
  if (place >= 0) there.splice(place, 1);
}

export function found<T>(lists: ListsByKey<T>, key: string | undefined): readonly T[] {
  return lists.get(key ?? '') ?? [];
}
