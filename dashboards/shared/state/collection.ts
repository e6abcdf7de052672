// Things by id, loaded whole and then kept current by the stream. Changes are gathered for a moment, so that a burst of
// events is one painting; what came by stream while a load was under way is laid over what was loaded.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Collection<Item> {
  readonly items: ReadonlySignal<ReadonlyMap<string, Item>>;
  /** `waiting` before the first answer; `failed` keeps what was there. */
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  load(fetchAll: () => Promise<readonly Item[] | undefined>): Promise<void>;
  put(item: Item): void;
  /** At once, without the gathering: the person's own tap. */
  putNow(item: Item): void;
  remove(id: string): void;
}

const gatherMs = 250;

export function createCollection<Item>(idOf: (item: Item) => string): Collection<Item> {
  const items = signal<ReadonlyMap<string, Item>>(new Map());
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  const gathered = new Map<string, Item | undefined>();
  const sinceLoadBegan = new Map<string, Item | undefined>();
  let loading = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function lay(over: ReadonlyMap<string, Item>, changes: ReadonlyMap<string, Item | undefined>): Map<string, Item> {
    const next = new Map(over);
    for (const [id, item] of changes) {
      if (item === undefined) next.delete(id);
      else next.set(id, item);
    }
    return next;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.size === 0) return;
    items.value = lay(items.value, gathered);
    gathered.clear();
  }

  function change(id: string, item: Item | undefined): void {
    gathered.set(id, item);
    if (loading > 0) sinceLoadBegan.set(id, item);
    timer ??= setTimeout(flush, gatherMs);
  }

  return {
    items,
    state,
    async load(fetchAll) {
      if (loading === 0) sinceLoadBegan.clear();
      loading += 1;
      const loaded = await fetchAll().finally(() => {
        loading -= 1;
      });
      if (loaded === undefined) {
        state.value = 'failed';
        return;
      }
      flush();
      items.value = lay(new Map(loaded.map((item) => [idOf(item), item])), sinceLoadBegan);
      state.value = 'loaded';
    },
    put: (item) => change(idOf(item), item),
    putNow(item) {
      change(idOf(item), item);
      flush();
    },
    remove: (id) => change(id, undefined),
  };
}
