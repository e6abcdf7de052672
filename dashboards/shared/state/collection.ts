// Things by id, loaded whole and then kept current by the stream. The first change after a rest shows at once, and those that follow
// are gathered for a moment, so that a burst of events is few paintings; what came by stream while a load was under way is laid over
// what was loaded.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Collection<Item> {
  readonly items: ReadonlySignal<ReadonlyMap<string, Item>>;
  /** `waiting` before the first answer; `failed` keeps what was there. */
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  /** @param fetchAll may show a part as soon as that is there: it is laid over what stands, until the whole is. */
  load(fetchAll: (show: (part: readonly Item[]) => void) => Promise<readonly Item[] | undefined>): Promise<void>;
  put(item: Item): void;
  /** At once, without the gathering: the person's own tap. */
  putNow(item: Item): void;
  remove(id: string): void;
}

const gatheredMs = 250;

/** @param gatherMs from what is shown to what is shown next, at least, however many changes there are. */
export function createCollection<Item>(idOf: (item: Item) => string, gatherMs = gatheredMs): Collection<Item> {
  const items = signal<ReadonlyMap<string, Item>>(new Map());
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  const gathered = new Map<string, Item | undefined>();
  const sinceLoadBegan = new Map<string, Item | undefined>();
  let loading = 0;
  let shownAtMs = Number.NEGATIVE_INFINITY;
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
    shownAtMs = performance.now();
    items.value = lay(items.value, gathered);
    gathered.clear();
  }

  function change(id: string, item: Item | undefined): void {
    gathered.set(id, item);
    if (loading > 0) sinceLoadBegan.set(id, item);
    timer ??= setTimeout(flush, Math.max(0, shownAtMs + gatherMs - performance.now()));
  }

  return {
    items,
    state,
    async load(fetchAll) {
      if (loading === 0) sinceLoadBegan.clear();
      loading += 1;
      const show = (part: readonly Item[]) => {
        flush();
        items.value = lay(lay(items.value, new Map(part.map((item) => [idOf(item), item]))), sinceLoadBegan);
        state.value = 'loaded';
      };
      const loaded = await fetchAll(show).finally(() => {
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
