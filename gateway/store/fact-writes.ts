// From a fact to the rows it changes: the one place that says which read table shows what happened.
import { type Kysely, sql } from 'kysely';
import { digestOf, type EvidenceRecord } from '../domain/evidence/evidence-record.ts';
import type { Fact, FactType, RecordedFact } from '../domain/facts.ts';
import { wordsOfEvent } from '../domain/journey/words.ts';
import { foldStay } from '../domain/stays/stay.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { SqlWrite } from '../ports.ts';
import { reasonOfDamage } from './dead-letters.ts';
import { sha256, toColumn } from './evidence-hash.ts';
import { createRowWrite } from './row-writes.ts';
import { type ShownTable, shownColumns, shownRowOf } from './shown-rows.ts';
import type { StaySecrets } from './stay-secrets.ts';
import type { Tables } from './tables.ts';

type FactOf<Type extends FactType> = Extract<Fact, { readonly type: Type }>;
type WritesByType = {
  readonly [Type in FactType]: (fact: FactOf<Type>) => readonly SqlWrite[];
};

export interface FactWrites {
  /** Of the fact itself as evidence, and of its rows in the read tables. */
  all(recorded: RecordedFact): readonly SqlWrite[];
  /** Of its rows alone: for what is on record already. */
  rowsOf(recorded: RecordedFact): readonly SqlWrite[];
}

export function createFactWrites(kysely: Kysely<Tables>, secrets: StaySecrets): FactWrites {
  const record = createRecordWrite(kysely);
  const show = createShownRowWrite(kysely);
  const others = createReadTableWrites(kysely, secrets);
  const rowsOf: FactWrites['rowsOf'] = (recorded) => [
    ...show(recorded),
    ...(others[recorded.fact.type] as (fact: Fact) => readonly SqlWrite[])(recorded.fact),
  ];
  return {
    rowsOf,
    all: ({ seq, at, fact }) => [
      record({
        seq,
        at,
        type: fact.type,
        subject: subjectOf(fact),
        body: JSON.stringify(withoutReference(fact, secrets.seal)),
      }),
      ...rowsOf({ seq, at, fact }),
    ],
  };
}

/** The digest is made here, of what is said; the link where the place is known, in the transaction that takes it. */
function createRecordWrite(kysely: Kysely<Tables>) {
  const link = sql<Uint8Array>`evidence_link((select link from evidence_head), ${0}, ${0})`;
  const values = { seq: 0, at: 0, type: '', subject: '', body: '', digest: new Uint8Array(), link };
  const { sql: text } = kysely.insertInto('fact').values(values).compile();
  return ({ seq, at, type, subject, body }: Omit<EvidenceRecord, 'digest' | 'link'>): SqlWrite => {
    const digest = toColumn(digestOf({ at, type, subject, body }, sha256));
    return { sql: text, parameters: [seq, at, type, subject, body, digest, seq, digest] };
  };
}

function createShownRowWrite(kysely: Kysely<Tables>): (recorded: RecordedFact) => readonly SqlWrite[] {
  const tables = Object.keys(shownColumns) as ShownTable[];
  const writes = new Map(
    tables.map((table) => {
      // To the compiler each table has columns of its own; which row goes to which table, its maker says.
      const columns: readonly string[] = shownColumns[table];
      return [table, createRowWrite(kysely, table, { columns: columns as readonly never[], key: ['id'] as never[] })];
    }),
  );
  return ({ seq, at, fact }) => {
    const shown = shownRowOf(fact, seq, at);
    const write = shown && writes.get(shown.table);
    return shown && write ? [write(shown.row as never)] : [];
  };
}

const nothingElse = () => [];

function createReadTableWrites(kysely: Kysely<Tables>, secrets: StaySecrets): WritesByType {
  const incident = createRowWrite(kysely, 'incident', {
    columns: ['id', 'opened_at', 'closed_at', 'body'],
    key: ['id'],
  });
  const stay = createRowWrite(kysely, 'stay', { columns: ['key', 'reference', 'at', 'state', 'body'], key: ['key'] });
  const silence = createRowWrite(kysely, 'silence', {
    columns: ['source', 'from_at', 'to_at'],
    key: ['source', 'from_at'],
  });
  const reason = createRowWrite(kysely, 'recovery_reason', {
    columns: ['recovery', 'stay', 'reason'],
    key: ['recovery'],
  });
  const toldOf = createRowWrite(kysely, 'told_of', { columns: ['word'], key: ['word'] });
  const device = createRowWrite(kysely, 'device', { columns: ['id', 'revoked', 'body'], key: ['id'] });
  const space = createRowWrite(kysely, 'space', { columns: ['id', 'body'], key: ['id'] });
  const command = createRowWrite(kysely, 'command', { columns: ['id', 'state', 'body'], key: ['id'] });
  const standard = createRowWrite(kysely, 'standard', { columns: ['id', 'version', 'body'], key: ['id', 'version'] });
  const plan = createRowWrite(kysely, 'dispatch_plan', { columns: ['version', 'source', 'body'], key: ['version'] });
  const push = createRowWrite(kysely, 'push', {
    columns: ['id', 'at', 'decision', 'person', 'role', 'body'],
    key: ['id'],
  });
  const { sql: forgetSnapshot } = kysely.deleteFrom('device_snapshot').where('device', '=', '').compile();
  const { sql: forgetCredential } = kysely.deleteFrom('device_credential').where('device', '=', '').compile();

  const secretOf = ({ stay: key, stayReference }: TouchpointEvent) =>
    key === undefined || stayReference === undefined ? [] : [secrets.keep(key)];

  return {
    'draw-judged': nothingElse,
    'draw-closed': nothingElse,
    'touchpoint-recorded': ({ touchpoint: event }) => [
      ...secretOf(event),
      ...wordsOfEvent(event).map((word) => toldOf({ word })),
    ],
    'touchpoint-judged': ({ touchpoint: cell }) => secretOf(cell),
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
        secrets.keep(record.key),
      ];
    },
    'stays-erased': ({ keys }) =>
      keys.flatMap((key) => [
        secrets.erase(key),
        { sql: 'delete from dead_letter where reason = ?', parameters: [reasonOfDamage('stay', key)] },
        { sql: 'delete from stay where key = ?', parameters: [key] },
        { sql: 'delete from recovery_reason where stay = ?', parameters: [key] },
        {
          sql: "update touchpoint set stay = null, body = json_remove(body, '$.stay') where stay = ?",
          parameters: [key],
        },
      ]),
    'silence-ended': ({ silence: { source, from, to } }) => [silence({ source, from_at: from, to_at: to })],
    'service-standard-changed': ({ standard: it }) => [
      standard({ id: it.id, version: it.version, body: JSON.stringify(it) }),
    ],
    'task-changed': nothingElse,
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
    'recovery-granted': ({ recovery: { id, stay: of, reason: why } }) =>
      why === undefined ? [] : [reason({ recovery: id, stay: of ?? null, reason: why })],
    'action-noted': nothingElse,
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

/** The log of facts is kept for years: the reference of a stay is in it only as a keyed hash, what its guests prefer not at all. */
function withoutReference(fact: Fact, seal: StaySecrets['seal']): object {
  switch (fact.type) {
    case 'touchpoint-recorded':
    case 'touchpoint-judged': {
      const { stayReference: reference, ...touchpoint } = fact.touchpoint;
      const { stay } = touchpoint;
      const isNamed = stay !== undefined && reference !== undefined;
      return { ...fact, ...(isNamed && { sealedReference: seal(stay, reference) }), touchpoint };
    }
    case 'recovery-granted': {
      const { reason, ...recovery } = fact.recovery;
      const { stay } = recovery;
      const sealed = reason !== undefined && stay !== undefined && { sealedReason: seal(stay, reason) };
      return { ...fact, recovery, ...sealed };
    }
    case 'stay-changed': {
      const { reference, ...stay } = fact.stay;
      return {
        ...fact,
        sealedReference: seal(stay.key, reference),
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
    case 'action-noted':
      return fact.noted.action;
  }
}
