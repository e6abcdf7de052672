// What a month's report is made of, asked for together: a report with a hole in it is none.
import type { Answers } from '../../gateway/api/contract/answer.ts';
import type { Compliance, ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Corrections } from '../../gateway/api/contract/correction.ts';
import type { Misses } from '../../gateway/api/contract/misses.ts';
import type { Seals } from '../../gateway/api/contract/seal.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { rangeOfMonth } from '../management/month.ts';
import { type PromiseLine, promiseLines } from '../management/promise-lines.ts';
import { inReadingOrder, spanOf } from '../management/view-model.ts';
import { type Api, type Listed, mostListed, query } from '../shared/api/api.ts';

const mostWorst = 10;

export interface MonthFigures {
  /** Something is on record of it: a verdict, a task, a note or a seal. */
  readonly isOnRecord: boolean;
  readonly lines: readonly PromiseLine[];
  readonly misses: Misses['items'];
  /** Surely the worst first: of those with a miss. */
  readonly worst: readonly ComplianceRow[];
  readonly answers: Answers['items'];
  readonly seals: Seals['items'];
  readonly corrections: Pick<Corrections, 'items' | 'figures'>;
}

/** Undefined where one part could not be had. */
export async function askMonth(
  api: Pick<Api, 'get'>,
  month: string,
  timeZone: string,
): Promise<MonthFigures | undefined> {
  const span = spanOf(rangeOfMonth(month, timeZone));
  const [standards, kept, misses, rooms, answers, seals, corrections] = await Promise.all([
    api.get<Listed<AnyStandard>>(`/standards${query({ limit: mostListed })}`),
    api.get<Compliance>(`/compliance${query({ ...span, by: 'standard', limit: mostListed })}`),
    api.get<Misses>(`/compliance/misses${query(span)}`),
    api.get<Compliance>(`/compliance${query({ ...span, by: 'space', limit: mostListed })}`),
    api.get<Answers>(`/compliance/answers${query(span)}`),
    api.get<Seals>(`/evidence/seals${query({ month })}`),
    api.get<Corrections>(`/corrections${query(span)}`),
  ]);
  if (!standards.ok || !kept.ok || !misses.ok || !rooms.ok) return undefined;
  if (!answers.ok || !seals.ok || !corrections.ok) return undefined;
  const counted = kept.body.items.some(
    ({ of, met, missed, excluded, inconclusive, noEvidence }) =>
      // A room without a draw is told of every month; a stay without evidence was there.
      met + missed + excluded + inconclusive + (of === 'service' ? noEvidence : 0) > 0,
  );
  const tasks = answers.body.items.some((one) => one.tasks > 0);
  return {
    isOnRecord: counted || tasks || seals.body.items.length > 0 || corrections.body.items.length > 0,
    lines: promiseLines(standards.body.items, kept.body.items, misses.body.items),
    misses: misses.body.items,
    worst: inReadingOrder(
      rooms.body.items.filter(({ missed }) => missed > 0),
      'space',
    ).slice(0, mostWorst),
    answers: answers.body.items,
    seals: seals.body.items,
    corrections: corrections.body,
  };
}
