// What the first screen holds: every promise in force with its figures of the period, and what ate each budget. News makes it
// ask again, gathered.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Burns } from '../../gateway/api/contract/answer.ts';
import type { Compliance } from '../../gateway/api/contract/compliance.ts';
import type { Misses } from '../../gateway/api/contract/misses.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { type Listed, mostListed, query } from '../shared/api/api.ts';
import { gathered } from '../shared/state/gathered.ts';
import { onChange } from '../shared/state/on-change.ts';
import type { Asking } from '../shared/ui/page.ts';
import { isInForce, type PromiseLine, promiseLines } from './promise-lines.ts';
import { type PeriodDays, questionOf, rangeOf, screenOf, spanOf } from './view-model.ts';

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

export function createPromiseBook({ api, place, clock, property: { timeZone } }: Asking): PromiseBook {
  const days = computed(() => questionOf(place.at.value).days);
  const isOpen = computed(() => screenOf(place.at.value) === 'promises');
  const standards = signal<readonly AnyStandard[]>([]);
  const rows = signal<Compliance['items']>([]);
  const misses = signal<Misses['items']>([]);
  const burns = signal<Burns['items']>([]);
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  let latestAsk = 0;

  async function load(): Promise<void> {
    if (!isOpen.peek()) return;
    latestAsk += 1;
    const mine = latestAsk;
    const span = spanOf(rangeOf({ days: days.peek() }, clock.read(), timeZone));
    const [known, kept, eaten, burning] = await Promise.all([
      api.get<Listed<AnyStandard>>(`/standards${query({ limit: mostListed })}`),
      api.get<Compliance>(`/compliance${query({ ...span, by: 'standard', limit: mostListed })}`),
      api.get<Misses>(`/compliance/misses${query(span)}`),
      api.get<Burns>('/compliance/burn'),
    ]);
    if (mine !== latestAsk) return;
    if (!known.ok || !kept.ok || !eaten.ok || !burning.ok) {
      state.value = 'failed';
      return;
    }
    standards.value = known.body.items;
    rows.value = kept.body.items;
    misses.value = eaten.body.items;
    burns.value = burning.body.items;
    state.value = 'loaded';
  }

  onChange(
    () => `${isOpen.value} ${days.value}`,
    () => void load(),
  );

  return {
    days,
    isOpen,
    lines: computed(() => promiseLines(standards.value, rows.value, misses.value, burns.value)),
    notInForce: computed(() => standards.value.filter((one) => one.of === 'service' && !isInForce(one))),
    state,
    load,
    onNews: gathered(() => void load()),
  };
}
