// The figures of one standard: its row of the whole period, its rows by day or place, and where its misses gather.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Compliance, ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import type { Heatmap, HeatmapCell, Misses } from '../../gateway/api/contract/misses.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { mostListed, query } from '../shared/api/api.ts';
import type { Asking } from '../shared/ui/page.ts';
import { houseStandard, inReadingOrder, type Question, type Range, rangeOf, spanOf } from './view-model.ts';

export interface FiguresTold {
  readonly range: Range;
  readonly whole: ComplianceRow | undefined;
  readonly rows: readonly ComplianceRow[];
  readonly heat: readonly HeatmapCell[];
  readonly misses: Misses['items'][number] | undefined;
  readonly corrections: Pick<Corrections, 'items' | 'figures'>;
}

export interface Figures {
  readonly told: ReadonlySignal<FiguresTold>;
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  /** Rises with everything that was told. */
  readonly news: ReadonlySignal<number>;
  ask(question: Question, of: AnyStandard['of'], heatRows: 'hour' | 'floor'): Promise<void>;
}

export function createFigures({ api, clock, property: { timeZone } }: Omit<Asking, 'place'>): Figures {
  const told = signal<FiguresTold>({
    range: { from: 0, to: 1 },
    whole: undefined,
    rows: [],
    heat: [],
    misses: undefined,
    corrections: { items: [], figures: [] },
  });
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  const news = signal(0);
  let latestAsk = 0;

  return {
    told,
    state,
    news,
    async ask({ standard, by, days }, kind, heatRows) {
      latestAsk += 1;
      const mine = latestAsk;
      const range = rangeOf({ days }, clock.read(), timeZone);
      const of = { ...spanOf(range), standard };
      const [total, parts, heat, misses, corrections] = await Promise.all([
        api.get<Compliance>(`/compliance${query({ ...of, by: 'standard', limit: mostListed })}`),
        api.get<Compliance>(`/compliance${query({ ...of, by, limit: mostListed })}`),
        api.get<Heatmap>(`/compliance/heatmap${query({ ...of, rows: heatRows })}`),
        api.get<Misses>(`/compliance/misses${query({ ...of, standard: standard ?? houseStandard })}`),
        api.get<Corrections>(`/corrections${query({ ...of, standard: standard ?? houseStandard })}`),
      ]);
      // A slower answer to an older question must not overwrite a newer one.
      if (mine !== latestAsk) return;
      if (!total.ok || !parts.ok || !heat.ok || !misses.ok || !corrections.ok) {
        state.value = 'failed';
        return;
      }
      const ofKind = (rows: readonly ComplianceRow[]) => rows.filter((row) => row.of === kind);
      told.value = {
        range,
        whole: rowOfStandard(ofKind(total.body.items), standard),
        rows: inReadingOrder(ofKind(parts.body.items), by),
        heat: heat.body.items,
        misses: misses.body.items[0],
        corrections: corrections.body,
      };
      news.value += 1;
      state.value = 'loaded';
    },
  };
}

/** The row of the standard that the page is about, where a house is judged by several. */
function rowOfStandard(rows: readonly ComplianceRow[], standard = houseStandard): ComplianceRow | undefined {
  if (rows.length === 1) return rows[0];
  return rows.findLast((row) => row.key.split('@')[0] === standard) ?? rows[0];
}
