// What can be exported: where each kind is listed, its columns, and which row of it a record of the evidence makes.
import { NotedAction } from '../api/contract/audit.ts';
import { ComplianceRow } from '../api/contract/compliance.ts';
import { Draw } from '../api/contract/draw.ts';
import { Task } from '../api/contract/task.ts';
import { Touchpoint } from '../api/contract/touchpoint.ts';
import { wireDraw } from '../api/wire/draw.ts';
import { wireNotedAction } from '../api/wire/noted-action.ts';
import { wireTouchpoint } from '../api/wire/records.ts';
import { wireTask } from '../api/wire/task.ts';
import type { Fact } from '../domain/facts.ts';
import type { ShownRow, ShownTable } from '../store/shown-rows.ts';
import type { Given } from './command.ts';
import type { HubLink } from './hub-link.ts';
import { listAll } from './list-all.ts';

export interface Range {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface ExportKind {
  /** Options that only this one has. */
  readonly options?: readonly string[];
  /** As the contract orders them; a file without rows has them too. */
  readonly columns: readonly string[];
  list(hub: HubLink, range: Range, given: Given): AsyncIterable<object>;
  /** Unset where the rows are counts: the records behind them are what can be proven. */
  readonly proof?: {
    readonly table: ShownTable;
    /** The row that a record makes, with the stay by its reference where it is known. */
    rowOf(fact: Fact, shown: ShownRow['row'], stayReference: string | undefined): object | undefined;
  };
}

export const exportKinds: Readonly<Record<string, ExportKind>> = {
  draws: {
    columns: Object.keys(Draw.shape),
    list: (hub, range) => listAll<Draw>(hub, '/draws', { ...range }),
    proof: {
      table: 'draw',
      rowOf: (fact) => ('draw' in fact ? Draw.parse(wireDraw(fact.draw)) : undefined),
    },
  },
  touchpoints: {
    columns: Object.keys(Touchpoint.shape),
    list: (hub, range) => listAll<Touchpoint>(hub, '/touchpoints', { ...range }),
    proof: {
      table: 'touchpoint',
      rowOf: (fact, _shown, stayReference) =>
        'touchpoint' in fact
          ? Touchpoint.parse(
              wireTouchpoint({ ...fact.touchpoint, ...(stayReference !== undefined && { stayReference }) }),
            )
          : undefined,
    },
  },
  tasks: {
    columns: Object.keys(Task.shape),
    list: openedIn,
    proof: { table: 'task', rowOf: (fact) => ('task' in fact ? Task.parse(wireTask(fact.task)) : undefined) },
  },
  audit: {
    columns: Object.keys(NotedAction.shape),
    list: (hub, range) => listAll<NotedAction>(hub, '/audit', { ...range }),
    proof: {
      table: 'noted_action',
      rowOf: (_fact, { body }) => NotedAction.parse(wireNotedAction(JSON.parse(String(body)))),
    },
  },
  compliance: {
    options: ['by', 'standard'],
    columns: Object.keys(ComplianceRow.shape),
    list: (hub, range, { options: { by = 'day', standard } }) =>
      listAll<ComplianceRow>(hub, '/compliance', { ...range, by, standard }),
  },
};

async function* openedIn(hub: HubLink, { from, to }: Range): AsyncGenerator<Task> {
  for await (const task of listAll<Task>(hub, '/tasks')) {
    if ((from === undefined || task.openedAt >= from) && (to === undefined || task.openedAt < to)) yield task;
  }
}
