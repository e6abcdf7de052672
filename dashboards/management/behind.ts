// The draws or cells behind the row that is open. A row that is closed has nothing behind it, also what was still to come.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { type Listed, mostListed, query } from '../shared/api/api.ts';
import type { Asking } from '../shared/ui/page.ts';
import { behindRow, belongsToRow, type Question, rangeOf } from './view-model.ts';

export interface BehindTold {
  readonly draws: readonly Draw[];
  readonly cells: readonly Touchpoint[];
  /** There is more behind the row than is listed. */
  readonly isCut: boolean;
}

export interface Behind {
  readonly told: ReadonlySignal<BehindTold>;
  readonly hasFailed: ReadonlySignal<boolean>;
  ask(question: Question, of: AnyStandard['of']): Promise<void>;
}

const nothing: BehindTold = { draws: [], cells: [], isCut: false };

export function createBehind({ api, clock, property: { timeZone } }: Omit<Asking, 'place'>): Behind {
  const told = signal(nothing);
  const hasFailed = signal(false);
  let latestAsk = 0;

  return {
    told,
    hasFailed,
    async ask(question, kind) {
      latestAsk += 1;
      const mine = latestAsk;
      if (question.key === undefined) {
        told.value = nothing;
        hasFailed.value = false;
        return;
      }
      const range = rangeOf(question, clock.read(), timeZone);
      const { floor } = question;
      const of = { ...behindRow(question, range, timeZone), ...(floor !== undefined && { floor }), limit: mostListed };
      const belongs = belongsToRow(question, timeZone);
      const next = kind === 'service' ? await cells() : await draws();
      if (mine !== latestAsk) return;
      hasFailed.value = next === undefined;
      if (next !== undefined) told.value = next;

      async function draws(): Promise<BehindTold | undefined> {
        const answer = await api.get<Listed<Draw>>(`/draws${query(of)}`);
        if (!answer.ok) return undefined;
        const own = answer.body.items.filter((draw) => belongs(draw, Date.parse(draw.startedAt)));
        return { ...nothing, draws: own, isCut: answer.body.next !== null };
      }

      async function cells(): Promise<BehindTold | undefined> {
        const { standard } = question;
        const answer = await api.get<Listed<Touchpoint>>(`/touchpoints${query({ ...of, standard })}`);
        if (!answer.ok) return undefined;
        const own = answer.body.items.filter((cell) => belongs(cell, Date.parse(cell.at)));
        return { ...nothing, cells: own, isCut: answer.body.next !== null };
      }
    },
  };
}
