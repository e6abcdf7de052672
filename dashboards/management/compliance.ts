// What the managers' page holds: the standards, the rows of the question that its address asks, and the draws behind the row
// that is open. New draws make it ask again, gathered, since a busy house draws water every second.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Compliance, ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { AnyStandard, Standard } from '../../gateway/api/contract/standard.ts';
import { query } from '../shared/api/api.ts';
import type { Page } from '../shared/ui/page.ts';
import { drawsBehind, inReadingOrder, type Question, questionOf, rangeOf } from './view-model.ts';

export interface ComplianceBook {
  readonly question: ReadonlySignal<Question>;
  readonly standards: ReadonlySignal<readonly Standard[]>;
  readonly whole: ReadonlySignal<ComplianceRow | undefined>;
  readonly rows: ReadonlySignal<readonly ComplianceRow[]>;
  readonly draws: ReadonlySignal<readonly Draw[]>;
  /** There are more draws behind the row than are listed. */
  readonly moreDraws: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<'waiting' | 'loaded' | 'failed'>;
  load(): Promise<void>;
  /** A draw was judged or closed. */
  onDraw(): void;
}

const askAgainMs = 3_000;
const mostRows = 1000;

export function createComplianceBook({ api, place, clock, property: { timeZone } }: Page): ComplianceBook {
  const question = signal(questionOf(place.at.value));
  const standards = signal<readonly Standard[]>([]);
  const whole = signal<ComplianceRow | undefined>(undefined);
  const rows = signal<readonly ComplianceRow[]>([]);
  const draws = signal<readonly Draw[]>([]);
  const moreDraws = signal(false);
  const state = signal<'waiting' | 'loaded' | 'failed'>('waiting');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latestAsk = 0;

  async function ask(asked: Question): Promise<void> {
    latestAsk += 1;
    const mine = latestAsk;
    const range = rangeOf(asked, clock.read(), timeZone);
    const span = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
    const of = { ...span, standard: asked.standard, limit: mostRows };
    const { ask: behind, belongs } = drawsBehind(asked, range, timeZone);
    const [total, parts, list] = await Promise.all([
      api.get<Compliance>(`/compliance${query({ ...of, by: 'standard' })}`),
      api.get<Compliance>(`/compliance${query({ ...of, by: asked.by })}`),
      asked.key === undefined
        ? undefined
        : api.get<{ items: Draw[]; next: string | null }>(`/draws${query({ ...behind, limit: mostRows })}`),
    ]);
    // A slower answer to an older question must not overwrite a newer one.
    if (mine !== latestAsk) return;
    if (!total.ok || !parts.ok || list?.ok === false) {
      state.value = 'failed';
      return;
    }
    const ofDraws = total.body.items.filter((row) => row.of === 'draws');
    whole.value = ofDraws.length === 1 ? ofDraws[0] : rowOfStandard(ofDraws, asked.standard);
    rows.value = inReadingOrder(
      parts.body.items.filter((row) => row.of === 'draws'),
      asked.by,
    );
    draws.value = list?.body.items.filter(belongs) ?? [];
    moreDraws.value = list?.body.next != null;
    state.value = 'loaded';
  }

  const load = async () => {
    const answer = await api.get<{ items: AnyStandard[] }>('/standards?limit=1000');
    if (answer.ok) standards.value = answer.body.items.filter((one) => one.of === 'draws');
    await ask(question.value);
  };

  effect(() => {
    const next = questionOf(place.at.value);
    if (JSON.stringify(next) === JSON.stringify(question.peek())) return;
    question.value = next;
    void ask(next);
  });

  return {
    question,
    standards,
    whole,
    rows,
    draws,
    moreDraws,
    state,
    load,
    onDraw() {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        void ask(question.value);
      }, askAgainMs);
    },
  };
}

/** The row of the standard that the page is about, where a house is judged by several. */
function rowOfStandard(rows: readonly ComplianceRow[], standard: string | undefined): ComplianceRow | undefined {
  const wanted = standard ?? 'house-10s';
  return rows.find((row) => row.key.split('@')[0] === wanted) ?? rows[0];
}
