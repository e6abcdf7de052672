// What the stays' page holds: the stays that its address asks for, as many pages of them as were opened, and the one stay that
// is looked at. News makes it ask again, gathered.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Stay, StayWithProof } from '../../gateway/api/contract/stay.ts';
import { type Listed, query } from '../shared/api/api.ts';
import { gathered } from '../shared/state/gathered.ts';
import { onChange } from '../shared/state/on-change.ts';
import type { Asking } from '../shared/ui/page.ts';
import { askOf, type StayFilter, stayFilterOf } from './view-model.ts';

type LoadState = 'waiting' | 'loaded' | 'failed';

export interface StayBook {
  readonly filter: ReadonlySignal<StayFilter>;
  readonly stays: ReadonlySignal<readonly Stay[]>;
  readonly hasMore: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<LoadState>;
  /** The reference of the stay that is open. */
  readonly openId: ReadonlySignal<string | null>;
  readonly open: ReadonlySignal<StayWithProof | undefined>;
  readonly openState: ReadonlySignal<LoadState | 'missing'>;
  /** Rises with everything that was told. */
  readonly news: ReadonlySignal<number>;
  load(): Promise<void>;
  more(): Promise<void>;
  onNews(): void;
}

const perPage = 50;

export function createStayBook({ api, place, property: { timeZone } }: Omit<Asking, 'clock'>): StayBook {
  const filter = computed(() => stayFilterOf(place.at.value));
  const openId = computed(() => place.at.value.get('stay'));
  const stays = signal<readonly Stay[]>([]);
  const next = signal<string | null>(null);
  const state = signal<LoadState>('waiting');
  const open = signal<StayWithProof | undefined>(undefined);
  const openState = signal<LoadState | 'missing'>('waiting');
  const news = signal(0);
  let latestAsk = 0;

  function page(cursor?: string, limit = perPage) {
    const asked = askOf(filter.peek(), timeZone);
    return api.get<Listed<Stay>>(`/stays${query({ ...asked, limit, cursor })}`);
  }

  async function loadList(): Promise<void> {
    latestAsk += 1;
    const mine = latestAsk;
    // As many as are shown already: nobody loses their place to news.
    const answer = await page(undefined, Math.min(1000, Math.max(perPage, stays.peek().length)));
    if (mine !== latestAsk) return;
    state.value = answer.ok ? 'loaded' : 'failed';
    if (!answer.ok) return;
    stays.value = answer.body.items;
    next.value = answer.body.next;
  }

  async function loadOpen(): Promise<void> {
    const id = openId.peek();
    if (id === null) return;
    const answer = await api.get<StayWithProof>(`/stays/${encodeURIComponent(id)}`);
    if (id !== openId.peek()) return;
    openState.value = answer.ok ? 'loaded' : answer.status === 404 ? 'missing' : 'failed';
    if (answer.ok) open.value = answer.body;
  }

  async function load(): Promise<void> {
    await (openId.peek() === null ? loadList() : loadOpen());
    news.value += 1;
  }

  onChange(
    () => JSON.stringify(filter.value),
    () => {
      // The cursor is of the old filter: there is no more to ask for until its own list is there.
      next.value = null;
    },
  );
  onChange(
    () => JSON.stringify([openId.value, filter.value]),
    () => {
      if (openId.peek() !== open.peek()?.stay) {
        open.value = undefined;
        openState.value = 'waiting';
      }
      void load();
    },
  );

  return {
    filter,
    stays,
    hasMore: computed(() => next.value !== null),
    state,
    openId,
    open,
    openState,
    news,
    load,
    async more() {
      const cursor = next.peek();
      if (cursor === null) return;
      latestAsk += 1;
      const mine = latestAsk;
      const answer = await page(cursor);
      if (mine !== latestAsk) return;
      if (!answer.ok) {
        state.value = 'failed';
        return;
      }
      stays.value = [...stays.peek(), ...answer.body.items];
      next.value = answer.body.next;
    },
    onNews: gathered(() => void load()),
  };
}
