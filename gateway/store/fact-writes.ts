// From a fact to the rows it changes: the one place that says which read table shows what happened.
import type { Kysely } from 'kysely';
import type { Draw } from '../domain/draw.ts';
import type { Fact, FactType, RecordedFact } from '../domain/facts.ts';
import { wordsOfEvent } from '../domain/journey/words.ts';
import { foldStay } from '../domain/stays/stay.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { SqlWrite } from '../ports.ts';
import { createRowWrite } from './row-writes.ts';
import type { Tables } from './tables.ts';

type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;
type WritesByType = {
  readonly [Type in FactType]: (fact: FactOf<Type>, seq: number) => readonly SqlWrite[];
};

/** The writes of one fact: itself as evidence, and its rows in the read tables. */
export function createFactWrites(kysely: Kysely<Tables>): (recorded: RecordedFact) => readonly SqlWrite[] {
  const evidence = createRowWrite(kysely, 'fact', { columns: ['seq', 'at', 'type', 'subject', 'body'] });
  const rows = createReadTableWrites(kysely);
  return ({ seq, at, fact }) => [
    evidence({ seq, at, type: fact.type, subject: subjectOf(fact), body: JSON.stringify(withoutReference(fact)) }),
    ...(rows[fact.type] as (fact: Fact, seq: number) => readonly SqlWrite[])(fact, seq),
  ];
}

function createReadTableWrites(kysely: Kysely<Tables>): WritesByType {
  const drawColumns = ['id', 'started_at', 'judged_at', 'outcome', 'space', 'riser', 'device', 'body'] as const;
  const judged = createRowWrite(kysely, 'draw', { columns: drawColumns, key: ['id'] });
  const closed = createRowWrite(kysely, 'draw', { columns: [...drawColumns, 'closed_seq'], key: ['id'] });
  const task = createRowWrite(kysely, 'task', {
    columns: ['id', 'opened_at', 'state', 'role', 'space', 'assignee', 'body'],
    key: ['id'],
  });
  const incident = createRowWrite(kysely, 'incident', {
    columns: ['id', 'opened_at', 'closed_at', 'body'],
    key: ['id'],
  });
  const touchpoint = createRowWrite(kysely, 'touchpoint', {
    columns: ['id', 'at', 'touchpoint', 'outcome', 'stay', 'standard', 'body'],
    key: ['id'],
  });
  const touchpointRow = ({ stayReference: _reference, ...event }: TouchpointEvent) =>
    touchpoint({
      id: event.id,
      at: event.at,
      touchpoint: event.touchpoint ?? null,
      outcome: event.outcome ?? null,
      stay: event.stay ?? null,
      standard: event.standard?.split('@')[0] ?? null,
      body: JSON.stringify(event),
    });
  const stay = createRowWrite(kysely, 'stay', { columns: ['key', 'reference', 'at', 'state', 'body'], key: ['key'] });
  const silence = createRowWrite(kysely, 'silence', {
    columns: ['source', 'from_at', 'to_at'],
    key: ['source', 'from_at'],
  });
  const toldOf = createRowWrite(kysely, 'told_of', { columns: ['word'], key: ['word'] });
  const device = createRowWrite(kysely, 'device', { columns: ['id', 'revoked', 'body'], key: ['id'] });
  const space = createRowWrite(kysely, 'space', { columns: ['id', 'body'], key: ['id'] });
  const command = createRowWrite(kysely, 'command', { columns: ['id', 'state', 'body'], key: ['id'] });
  const standard = createRowWrite(kysely, 'standard', { columns: ['id', 'version', 'body'], key: ['id', 'version'] });
  const plan = createRowWrite(kysely, 'dispatch_plan', { columns: ['version', 'source', 'body'], key: ['version'] });
  const recovery = createRowWrite(kysely, 'recovery', { columns: ['id', 'at', 'stay', 'body'], key: ['id'] });
  const push = createRowWrite(kysely, 'push', {
    columns: ['id', 'at', 'decision', 'person', 'role', 'body'],
    key: ['id'],
  });
  const { sql: forgetSnapshot } = kysely.deleteFrom('device_snapshot').where('device', '=', '').compile();
  const { sql: forgetCredential } = kysely.deleteFrom('device_credential').where('device', '=', '').compile();

  return {
    'draw-judged': ({ draw }) => [judged(drawRow(draw))],
    'draw-closed': ({ draw }, seq) => [closed({ ...drawRow(draw), closed_seq: seq })],
    'touchpoint-recorded': ({ touchpoint: event }) => [
      touchpointRow(event),
      ...wordsOfEvent(event).map((word) => toldOf({ word })),
    ],
    'touchpoint-judged': ({ touchpoint: cell }) => [touchpointRow(cell)],
    'stay-changed': ({ stay: { reference, ...record } }) => {
      const { state, moments, firstHeardAt } = foldStay({ reference, ...record });
      return [
        stay({
          key: record.key,
          reference,
          at: moments.arrived ?? moments['checked-in'] ?? moments['expected-arrival'] ?? firstHeardAt,
          state,
          body: JSON.stringify(record),
        }),
      ];
    },
    'stays-erased': ({ keys }) =>
      keys.flatMap((key) => [
        { sql: 'delete from stay where key = ?', parameters: [key] },
        {
          sql: "update touchpoint set stay = null, body = json_remove(body, '$.stay') where stay = ?",
          parameters: [key],
        },
      ]),
    'silence-ended': ({ silence: { source, from, to } }) => [silence({ source, from_at: from, to_at: to })],
    'service-standard-changed': ({ standard: it }) => [
      standard({ id: it.id, version: it.version, body: JSON.stringify(it) }),
    ],
    'task-changed': ({ task: it }) => [
      task({
        id: it.id,
        opened_at: it.openedAt,
        state: it.state,
        role: it.role,
        space: it.space,
        assignee: it.assignee ?? null,
        body: JSON.stringify(it),
      }),
    ],
    'incident-changed': ({ incident: it }) => [
      incident({ id: it.id, opened_at: it.openedAt, closed_at: it.closedAt ?? null, body: JSON.stringify(it) }),
    ],
    'device-changed': ({ device: it }) => [device({ id: it.record.id, revoked: 0, body: JSON.stringify(it) })],
    'device-revoked': ({ device: it }) => [
      device({ id: it.record.id, revoked: 1, body: JSON.stringify(it) }),
      { sql: forgetSnapshot, parameters: [it.record.id] },
      { sql: forgetCredential, parameters: [it.record.id] },
    ],
    'space-changed': ({ space: it }) => [space({ id: it.id, body: JSON.stringify(it) })],
    'command-changed': ({ command: it }) => [command({ id: it.id, state: it.state, body: JSON.stringify(it) })],
    'standard-changed': ({ standard: it }) => [standard({ id: it.id, version: it.version, body: JSON.stringify(it) })],
    'dispatch-changed': ({ plan: it }) => [plan({ version: it.version, source: it.source, body: JSON.stringify(it) })],
    'recovery-granted': ({ recovery: it }) => [
      recovery({ id: it.id, at: it.at, stay: it.stay ?? null, body: JSON.stringify(it) }),
    ],
    'push-decided': ({ push: it }) => [
      push({
        id: it.id,
        at: it.at,
        decision: it.decision,
        person: it.person ?? null,
        role: it.role,
        body: JSON.stringify(it),
      }),
    ],
  };
}

function drawRow(draw: Draw) {
  return {
    id: draw.id,
    started_at: draw.startedAt,
    judged_at: draw.judgedAt,
    outcome: draw.outcome,
    space: draw.space,
    riser: draw.riser ?? null,
    device: draw.device,
    body: JSON.stringify(draw),
  };
}

/** The log of facts is kept for years: no reference of a stay, and nothing that its guests prefer, is in it. */
function withoutReference(fact: Fact): object {
  switch (fact.type) {
    case 'touchpoint-recorded':
    case 'touchpoint-judged': {
      const { stayReference: _reference, ...touchpoint } = fact.touchpoint;
      return { ...fact, touchpoint };
    }
    case 'stay-changed': {
      const { reference: _reference, ...stay } = fact.stay;
      return {
        ...fact,
        stay: { ...stay, events: stay.events.map(({ preferences: _preferences, ...event }) => event) },
      };
    }
    default:
      return fact;
  }
}

/** What the fact is about, so that one thing's evidence can be gathered. */
function subjectOf(fact: Fact): string {
  switch (fact.type) {
    case 'draw-judged':
    case 'draw-closed':
      return fact.draw.id;
    case 'touchpoint-recorded':
    case 'touchpoint-judged':
      return fact.touchpoint.id;
    case 'task-changed':
      return fact.task.id;
    case 'incident-changed':
      return fact.incident.id;
    case 'device-changed':
    case 'device-revoked':
      return fact.device.record.id;
    case 'space-changed':
      return fact.space.id;
    case 'command-changed':
      return fact.command.id;
    case 'stay-changed':
      return fact.stay.key;
    case 'stays-erased':
      return 'stays';
    case 'silence-ended':
      return fact.silence.source;
    case 'standard-changed':
    case 'service-standard-changed':
      return `${fact.standard.id}@${fact.standard.version}`;
    case 'dispatch-changed':
      return `dispatch@${fact.plan.version}`;
    case 'push-decided':
      return fact.push.id;
    case 'recovery-granted':
      return fact.recovery.id;
  }
}
