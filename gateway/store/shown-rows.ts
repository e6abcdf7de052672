// The rows of the read tables that show evidence: made of the fact alone, so that they can be compared with it at any time.
import type { EvidenceRecord } from '../domain/evidence/evidence-record.ts';
import type { Fact, FactType } from '../domain/facts.ts';
import type { SqlValue } from '../ports.ts';

/** Tables of evidence that people look at, with their columns. `seq` is that of the fact that a row shows. */
export const shownColumns = {
  draw: ['id', 'started_at', 'judged_at', 'outcome', 'space', 'riser', 'device', 'body', 'closed_seq', 'seq'],
  touchpoint: ['id', 'at', 'touchpoint', 'outcome', 'stay', 'standard', 'body', 'seq'],
  task: ['id', 'opened_at', 'state', 'role', 'space', 'assignee', 'body', 'seq'],
  recovery: ['id', 'at', 'stay', 'body', 'seq'],
  noted_action: ['id', 'at', 'action', 'source', 'body', 'seq'],
} as const;
export type ShownTable = keyof typeof shownColumns;

export interface ShownRow {
  readonly table: ShownTable;
  readonly row: Readonly<Record<string, SqlValue>> & { readonly id: string };
}

/** Which table shows which facts. A row has the subject of its fact as id; a noted action has one of its own. */
export const shownIn: Readonly<Partial<Record<FactType, ShownTable>>> = {
  'draw-judged': 'draw',
  'draw-closed': 'draw',
  'touchpoint-recorded': 'touchpoint',
  'touchpoint-judged': 'touchpoint',
  'task-changed': 'task',
  'recovery-granted': 'recovery',
  'action-noted': 'noted_action',
};

export function shownId({ seq, type, subject }: Pick<EvidenceRecord, 'seq' | 'type' | 'subject'>): string {
  return type === 'action-noted' ? `audit-${String(seq).padStart(12, '0')}` : subject;
}

/** Undefined where nobody is shown the fact as evidence. */
export function shownRowOf(fact: Fact, seq: number, at: number): ShownRow | undefined {
  switch (fact.type) {
    case 'draw-judged':
    case 'draw-closed': {
      const { draw } = fact;
      const row = {
        id: draw.id,
        started_at: draw.startedAt,
        judged_at: draw.judgedAt,
        outcome: draw.outcome,
        space: draw.space,
        riser: draw.riser ?? null,
        device: draw.device,
        body: JSON.stringify(draw),
        closed_seq: fact.type === 'draw-closed' ? seq : null,
        seq,
      };
      return { table: 'draw', row };
    }
    case 'touchpoint-recorded':
    case 'touchpoint-judged': {
      const { stayReference: _reference, ...event } = fact.touchpoint;
      const row = {
        id: event.id,
        at: event.at,
        touchpoint: event.touchpoint ?? null,
        outcome: event.outcome ?? null,
        stay: event.stay ?? null,
        standard: event.standard?.split('@')[0] ?? null,
        body: JSON.stringify(event),
        seq,
      };
      return { table: 'touchpoint', row };
    }
    case 'task-changed': {
      const { task } = fact;
      const row = {
        id: task.id,
        opened_at: task.openedAt,
        state: task.state,
        role: task.role,
        space: task.space,
        assignee: task.assignee ?? null,
        body: JSON.stringify(task),
        seq,
      };
      return { table: 'task', row };
    }
    case 'recovery-granted': {
      // Why it was given lies beside it, so that it can be erased with the stay.
      const { reason: _reason, ...recovery } = fact.recovery;
      const row = {
        id: recovery.id,
        at: recovery.at,
        stay: recovery.stay ?? null,
        body: JSON.stringify(recovery),
        seq,
      };
      return { table: 'recovery', row };
    }
    case 'action-noted': {
      const { noted } = fact;
      const id = shownId({ seq, type: fact.type, subject: noted.action });
      const row = { id, at, action: noted.action, source: noted.by, body: JSON.stringify({ id, at, ...noted }), seq };
      return { table: 'noted_action', row };
    }
    default:
      return undefined;
  }
}

/** Whether the row that was found is the one that is wanted. A stay that is erased is gone from the rows, and from nothing else of them. */
export function saysTheSame({ table, row }: ShownRow, found: Readonly<Record<string, unknown>>): boolean {
  const expected = table === 'touchpoint' && found['stay'] === null ? withoutStay(row) : row;
  return Object.entries(expected).every(([column, value]) => found[column] === value);
}

function withoutStay(row: ShownRow['row']): ShownRow['row'] {
  const { stay: _stay, ...event } = JSON.parse(String(row['body'])) as Record<string, unknown>;
  return { ...row, stay: null, body: JSON.stringify(event) };
}
