// What the first screen holds: every promise in force with its figures of the period, and what ate each budget. News makes it
// ask again, gathered.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Compliance } from '../../gateway/api/contract/compliance.ts';
import type { Misses } from '../../gateway/api/contract/misses.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { query } from '../shared/api/api.ts';
import type { Page } from '../shared/ui/page.ts';
import { isInForce, type PromiseLine, promiseLines } from './promise-lines.ts';
import { type PeriodDays, questionOf, rangeOf } from './view-model.ts';

export interface PromiseBook {
  readonly days: ReadonlySignal<PeriodDays>;
  readonly lines: ReadonlySignal<readonly PromiseLine[]>;
  /** Off, or the property has not what they need. */
  readonly notInForce: ReadonlySignal<readonly AnyStandard[]>;
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  /** The first screen is the one that is looked at. */
  readonly isOpen: ReadonlySignal<boolean>;
  load(): Promise<void>;
  onNews(): void;
}

const askAgainMs = 3_000;

export function createPromiseBook({ api, place, clock, property: { timeZone } }: Page): PromiseBook {
  const days = computed(() => questionOf(place.at.value).days);
  const isOpen = computed(() => !['standard', 'by', 'key', 'draw'].some((name) => place.at.value.has(name)));
  const standards = signal<readonly AnyStandard[]>([]);
  const rows = signal<Compliance['items']>([]);
  const misses = signal<Misses['items']>([]);
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latestAsk = 0;

  async function load(): Promise<void> {
    if (!isOpen.peek()) return;
    latestAsk += 1;
    const mine = latestAsk;
    const range = rangeOf({ days: days.peek() }, clock.read(), timeZone);
    const span = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
    const [known, kept, eaten] = await Promise.all([
      api.get<{ items: AnyStandard[] }>('/standards?limit=1000'),
      api.get<Compliance>(`/compliance${query({ ...span, by: 'standard', limit: 1000 })}`),
      api.get<Misses>(`/compliance/misses${query(span)}`),
    ]);
    if (mine !== latestAsk) return;
    if (!known.ok || !kept.ok || !eaten.ok) {
      state.value = 'failed';
      return;
    }
    standards.value = known.body.items;
    rows.value = kept.body.items;
    misses.value = eaten.body.items;
    state.value = 'loaded';
  }

  let asked = '';
  effect(() => {
    const view = `${isOpen.value} ${days.value}`;
    if (asked !== '' && asked !== view) void load();
    asked = view;
  });

  return {
    days,
    isOpen,
    lines: computed(() => promiseLines(standards.value, rows.value, misses.value)),
    notInForce: computed(() => standards.value.filter((one) => one.of === 'service' && !isInForce(one))),
    state,
    load,
    onNews() {
      if (timer === undefined)
        timer = setTimeout(() => {
          timer = undefined;
          void load();
        }, askAgainMs);
    },
  };
}
