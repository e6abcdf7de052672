// What the page of one standard holds: its figures by the question of the address, and what is behind the row that is open.
// Each is asked for when its own part of the address changes. News makes both ask again, gathered, since a busy house draws
// water every second.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { type Listed, mostListed, query } from '../shared/api/api.ts';
import { gathered } from '../shared/state/gathered.ts';
import { onChange } from '../shared/state/on-change.ts';
import type { Asking } from '../shared/ui/page.ts';
import { type BehindTold, createBehind } from './behind.ts';
import { createFigures, type FiguresTold } from './figures.ts';
import { houseStandard, type Question, questionOf, screenOf } from './view-model.ts';

export interface ComplianceBook {
  readonly question: ReadonlySignal<Question>;
  readonly standards: ReadonlySignal<readonly AnyStandard[]>;
  /** The one that the page is about: where none is named, the house's own on hot water. */
  readonly standard: ReadonlySignal<AnyStandard | undefined>;
  readonly figures: ReadonlySignal<FiguresTold>;
  readonly behind: ReadonlySignal<BehindTold>;
  readonly heatRows: ReadonlySignal<'hour' | 'floor'>;
  /** Rises with everything that was told. */
  readonly news: ReadonlySignal<number>;
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  load(): Promise<void>;
  onNews(): void;
}

export function createComplianceBook({ place, ...asking }: Asking): ComplianceBook {
  const question = computed(() => questionOf(place.at.value));
  const heatRows = computed(() => (place.at.value.get('heat') === 'floor' ? 'floor' : 'hour'));
  const isOpen = computed(() => screenOf(place.at.value) === 'standard');
  const standards = signal<readonly AnyStandard[]>([]);
  const standard = computed(() => standards.value.find(({ id }) => id === (question.value.standard ?? houseStandard)));
  const figures = createFigures(asking);
  const behind = createBehind(asking);

  const of = () => standard.peek()?.of ?? 'draws';
  const askFigures = () => figures.ask(question.peek(), of(), heatRows.peek());
  const askBehind = () => behind.ask(question.peek(), of());
  const askBoth = async () => {
    await Promise.all([askFigures(), askBehind()]);
  };

  async function load(): Promise<void> {
    if (!isOpen.peek()) return;
    const answer = await asking.api.get<Listed<AnyStandard>>(`/standards${query({ limit: mostListed })}`);
    if (answer.ok) standards.value = answer.body.items;
    await askBoth();
  }

  const askIfOpen = (ask: () => Promise<void>) => () => {
    if (isOpen.peek()) void (standards.peek().length === 0 ? load() : ask());
  };
  onChange(() => {
    const { standard, by, days } = question.value;
    return JSON.stringify([isOpen.value, standard, by, days, heatRows.value]);
  }, askIfOpen(askFigures));
  onChange(() => JSON.stringify([isOpen.value, question.value]), askIfOpen(askBehind));

  return {
    question,
    standards,
    standard,
    figures: figures.told,
    behind: behind.told,
    heatRows,
    news: figures.news,
    state: computed(() => (behind.hasFailed.value ? 'failed' : figures.state.value)),
    load,
    onNews: gathered(() => {
      if (isOpen.peek()) void askBoth();
    }),
  };
}
