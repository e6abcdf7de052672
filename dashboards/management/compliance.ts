// What the page of one standard holds: its rows by the question of the address, where its misses gather, and the draws or cells
// behind the row that is open. News makes it ask again, gathered, since a busy house draws water every second.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Compliance, ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Heatmap, HeatmapCell, Misses } from '../../gateway/api/contract/misses.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { query } from '../shared/api/api.ts';
import type { Page } from '../shared/ui/page.ts';
import {
  behindRow,
  belongsToRow,
  inReadingOrder,
  type Question,
  questionOf,
  type Range,
  rangeOf,
} from './view-model.ts';

export interface ComplianceBook {
  readonly question: ReadonlySignal<Question>;
  readonly range: ReadonlySignal<Range>;
  readonly standards: ReadonlySignal<readonly AnyStandard[]>;
  /** The one that the page is about: where none is named, the house's own on hot water. */
  readonly standard: ReadonlySignal<AnyStandard | undefined>;
  readonly whole: ReadonlySignal<ComplianceRow | undefined>;
  readonly rows: ReadonlySignal<readonly ComplianceRow[]>;
  readonly draws: ReadonlySignal<readonly Draw[]>;
  readonly cells: ReadonlySignal<readonly Touchpoint[]>;
  /** There is more behind the row than is listed. */
  readonly isCut: ReadonlySignal<boolean>;
  readonly heatRows: ReadonlySignal<'hour' | 'floor'>;
  readonly heat: ReadonlySignal<readonly HeatmapCell[]>;
  readonly misses: ReadonlySignal<Misses['items'][number] | undefined>;
  /** Rises with everything that was told. */
  readonly news: ReadonlySignal<number>;
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  readonly isOpen: ReadonlySignal<boolean>;
  load(): Promise<void>;
  onNews(): void;
}

type Listed<Item> = { items: Item[]; next: string | null };

const askAgainMs = 3_000;
const mostRows = 1000;
const houseStandard = 'house-10s';

export function createComplianceBook({ api, place, clock, property: { timeZone } }: Page): ComplianceBook {
  const question = computed(() => questionOf(place.at.value));
  const heatRows = computed(() => (place.at.value.get('heat') === 'floor' ? 'floor' : 'hour'));
  const isOpen = computed(() => ['standard', 'by', 'key', 'draw'].some((name) => place.at.value.has(name)));
  const standards = signal<readonly AnyStandard[]>([]);
  const standard = computed(() => standards.value.find(({ id }) => id === (question.value.standard ?? houseStandard)));
  const told = signal<{
    readonly range: Range;
    readonly whole: ComplianceRow | undefined;
    readonly rows: readonly ComplianceRow[];
    readonly draws: readonly Draw[];
    readonly cells: readonly Touchpoint[];
    readonly isCut: boolean;
    readonly heat: readonly HeatmapCell[];
    readonly misses: Misses['items'][number] | undefined;
  }>({
    range: { from: 0, to: 1 },
    whole: undefined,
    rows: [],
    draws: [],
    cells: [],
    isCut: false,
    heat: [],
    misses: undefined,
  });
  const news = signal(0);
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latestAsk = 0;

  async function ask(): Promise<void> {
    latestAsk += 1;
    const mine = latestAsk;
    const asked = question.peek();
    const isService = standard.peek()?.of === 'service';
    const range = rangeOf(asked, clock.read(), timeZone);
    const span = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
    const of = { ...span, standard: asked.standard };
    const behind = { ...behindRow(asked, range, timeZone), limit: mostRows };
    const isRowOpen = asked.key !== undefined;
    const [total, parts, heat, misses, draws, cells] = await Promise.all([
      api.get<Compliance>(`/compliance${query({ ...of, by: 'standard', limit: mostRows })}`),
      api.get<Compliance>(`/compliance${query({ ...of, by: asked.by, limit: mostRows })}`),
      api.get<Heatmap>(`/compliance/heatmap${query({ ...of, rows: heatRows.peek() })}`),
      api.get<Misses>(`/compliance/misses${query({ ...span, standard: asked.standard ?? houseStandard })}`),
      isRowOpen && !isService ? api.get<Listed<Draw>>(`/draws${query(behind)}`) : undefined,
      isRowOpen && isService
        ? api.get<Listed<Touchpoint>>(`/touchpoints${query({ ...behind, standard: asked.standard })}`)
        : undefined,
    ]);
    // A slower answer to an older question must not overwrite a newer one.
    if (mine !== latestAsk) return;
    if (!total.ok || !parts.ok || !heat.ok || !misses.ok || draws?.ok === false || cells?.ok === false) {
      state.value = 'failed';
      return;
    }
    const kind = isService ? 'service' : 'draws';
    const wholes = total.body.items.filter((row) => row.of === kind);
    const belongs = belongsToRow(asked, timeZone);
    told.value = {
      range,
      whole: wholes.length === 1 ? wholes[0] : rowOfStandard(wholes, asked.standard),
      rows: inReadingOrder(
        parts.body.items.filter((row) => row.of === kind),
        asked.by,
      ),
      draws: draws?.body.items.filter((draw) => belongs(draw, Date.parse(draw.startedAt))) ?? [],
      cells: cells?.body.items.filter((cell) => belongs(cell, Date.parse(cell.at))) ?? [],
      isCut: (draws ?? cells)?.body.next != null,
      heat: heat.body.items,
      misses: misses.body.items[0],
    };
    news.value += 1;
    state.value = 'loaded';
  }

  const load = async () => {
    if (!isOpen.peek()) return;
    const answer = await api.get<{ items: AnyStandard[] }>('/standards?limit=1000');
    if (answer.ok) standards.value = answer.body.items;
    await ask();
  };

  let asked = '';
  effect(() => {
    const view = JSON.stringify([isOpen.value, question.value, heatRows.value]);
    if (asked !== '' && asked !== view && isOpen.value) void (standards.peek().length === 0 ? load() : ask());
    asked = view;
  });

  return {
    question,
    range: computed(() => told.value.range),
    standards,
    standard,
    whole: computed(() => told.value.whole),
    rows: computed(() => told.value.rows),
    draws: computed(() => told.value.draws),
    cells: computed(() => told.value.cells),
    isCut: computed(() => told.value.isCut),
    heatRows,
    heat: computed(() => told.value.heat),
    misses: computed(() => told.value.misses),
    news,
    state,
    isOpen,
    load,
    onNews() {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (isOpen.peek()) void ask();
      }, askAgainMs);
    },
  };
}

/** The row of the standard that the page is about, where a house is judged by several. */
function rowOfStandard(rows: readonly ComplianceRow[], standard: string | undefined): ComplianceRow | undefined {
  const wanted = standard ?? houseStandard;
  return rows.findLast((row) => row.key.split('@')[0] === wanted) ?? rows[0];
}
