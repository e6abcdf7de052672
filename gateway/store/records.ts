// The read side: lists newest first, and single records. Bodies are stored whole, columns beside them only narrow the search.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DeviceCommand } from '../domain/command.ts';
import type { DispatchPlan } from '../domain/dispatch/dispatch-rules.ts';
import type { Push } from '../domain/dispatch/push.ts';
import type { CurvePoint, Draw } from '../domain/draw.ts';
import type { Incident } from '../domain/incident.ts';
import type { RecoveryGrant } from '../domain/recovery/recovery-grant.ts';
import type { Task } from '../domain/task.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import type { DrawQuery, NotedActionOnRecord, Page, PageRequest, Records, RecoveryOnRecord } from '../ports.ts';
import { createAnswerRecords } from './answer-records.ts';
import { fromColumn } from './evidence-hash.ts';
import { createJourneyRecords } from './journey-record.ts';
import { referencesOf, withReference } from './journey-rows.ts';
import { decodeCursor, toPage } from './keyset.ts';
import { createOutcomeRecords } from './outcome-records.ts';
import { warmUpStandards } from './standard-rows.ts';
import { createStayRecords } from './stay-records.ts';
import type { Tables } from './tables.ts';
import { createTouchpointRecords, floorConditions, placeConditions } from './touchpoint-records.ts';

type Listed = 'draw' | 'task' | 'incident' | 'touchpoint' | 'push' | 'recovery' | 'noted_action' | 'command';

/** The column of each list's order, beside `id`. */
const orderedBy = {
  draw: 'started_at',
  task: 'opened_at',
  incident: 'opened_at',
  touchpoint: 'at',
  push: 'at',
  recovery: 'at',
  noted_action: 'at',
  command: 'sent_at',
} as const;

type Operator = '=' | '>=' | '<' | 'in' | 'is' | 'is not';
type Value = string | number | null | readonly string[];
/** A filter whose value is undefined was not asked for. */
type Filter<Table extends Listed> = readonly [keyof Tables[Table] & string, Operator, Value | undefined];

export function createRecords(kysely: Kysely<Tables>): Records {
  async function list<T, Table extends Listed>(
    table: Table,
    { limit, cursor }: PageRequest,
    filters: readonly Filter<Table>[],
    conditions: readonly RawBuilder<boolean>[] = [],
  ): Promise<Page<T>> {
    const { ref } = kysely.dynamic;
    const at = ref<'at'>(orderedBy[table]);
    let query = kysely
      .selectFrom(table as 'touchpoint')
      .select(['id', 'body', sql<number>`${sql.ref(orderedBy[table])}`.as('at')]);
    for (const [column, operator, value] of filters) {
      if (value !== undefined) query = query.where(ref<'id'>(column), operator, value as never);
    }
    for (const condition of conditions) query = query.where(condition);
    if (cursor !== undefined) {
      const last = decodeCursor(cursor);
      query = query.where(sql<boolean>`(${sql.ref(orderedBy[table])}, id) < (${last.at}, ${last.id})`);
    }
    const rows = await query
      .orderBy(at, 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    return toPage(rows, limit);
  }

  async function one<T>(table: Listed, id: string): Promise<T | undefined> {
    const row = await kysely.selectFrom(table).select('body').where('id', '=', id).executeTakeFirst();
    return row && (JSON.parse(row.body) as T);
  }

  function drawsOf(query: DrawQuery): Promise<Page<Draw>> {
    const { floor, riser } = query;
    return list<Draw, 'draw'>(
      'draw',
      query,
      [
        ['started_at', '>=', query.from],
        ['started_at', '<', query.to],
        ['outcome', '=', query.outcome],
        ['space', '=', query.space],
        riser === '' ? ['riser', 'is', null] : ['riser', '=', riser],
        ['device', '=', query.device],
      ],
      floorConditions(floor),
    );
  }

  async function curvesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly CurvePoint[]>> {
    if (ids.length === 0) return new Map();
    const rows = await kysely
      .selectFrom('draw')
      .innerJoin('fact', 'fact.seq', 'draw.closed_seq')
      .select(['draw.id', sql<string | null>`json_extract(fact.body, '$.curve')`.as('curve')])
      .where('draw.id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, curve }) => [id, curve === null ? [] : JSON.parse(curve)]));
  }

  async function keyOfStay(reference: string): Promise<string | undefined> {
    const row = await kysely.selectFrom('stay').select('key').where('reference', '=', reference).executeTakeFirst();
    return row?.key;
  }

  async function reasonsOf(grants: readonly RecoveryGrant[]): Promise<ReadonlyMap<string, string>> {
    const ids = grants.map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const rows = await kysely.selectFrom('recovery_reason').selectAll().where('recovery', 'in', ids).execute();
    return new Map(rows.map(({ recovery, reason }) => [recovery, reason]));
  }

  async function recoveriesOnRecord(grants: readonly RecoveryGrant[]): Promise<RecoveryOnRecord[]> {
    const references = await referencesOf(kysely, grants);
    const reasons = await reasonsOf(grants);
    return grants.map((grant) => {
      const stayReference = references.get(grant.stay ?? '');
      const reason = reasons.get(grant.id);
      return {
        grant: { ...grant, ...(reason !== undefined && { reason }) },
        ...(stayReference !== undefined && { stayReference }),
      };
    });
  }

  return {
    ...createStayRecords(kysely),
    ...createTouchpointRecords(kysely, (id) => one('touchpoint', id)),
    ...createAnswerRecords(kysely),
    ...createOutcomeRecords(kysely),
    ...createJourneyRecords(kysely),
    draws: drawsOf,
    async draw(id) {
      const row = await kysely
        .selectFrom('draw')
        .leftJoin('fact', 'fact.seq', 'draw.closed_seq')
        .select(['draw.body as draw', 'fact.body as closing'])
        .where('draw.id', '=', id)
        .executeTakeFirst();
      return row && { draw: JSON.parse(row.draw), curve: row.closing ? JSON.parse(row.closing).curve : [] };
    },
    async drawsWithCurves(query) {
      const page = await drawsOf(query);
      const curves = await curvesOf(page.items.map(({ id }) => id));
      return { ...page, items: page.items.map((draw) => ({ draw, curve: curves.get(draw.id) ?? [] })) };
    },
    tasks: (query) =>
      list<Task, 'task'>('task', query, [
        ['state', 'in', query.states],
        ['role', '=', query.role],
        ['space', '=', query.space],
        ['assignee', '=', query.assignee],
      ]),
    task: (id) => one('task', id),
    incidents: (query) =>
      list<Incident, 'incident'>('incident', query, [
        ['closed_at', query.open ? 'is' : 'is not', query.open === undefined ? undefined : null],
        ['kind', '=', query.kind],
        ['subject', '=', query.subject],
      ]),
    async touchpoints(query) {
      const named = query.stay === undefined ? undefined : await keyOfStay(query.stay);
      if (query.stay !== undefined && named === undefined) return { items: [] };
      const page = await list<TouchpointEvent, 'touchpoint'>(
        'touchpoint',
        query,
        [
          ['at', '>=', query.from],
          ['at', '<', query.to],
          ['touchpoint', '=', query.touchpoint],
          ['outcome', '=', query.outcome],
          ['stay', '=', named],
          ['standard', '=', query.standard],
        ],
        placeConditions(query),
      );
      const references = await referencesOf(kysely, page.items);
      return {
        ...page,
        items: page.items.map((event) => withReference(event, references.get(event.stay ?? '') ?? null)),
      };
    },
    command: (id) => one('command', id),
    commands: (query) => list<DeviceCommand, 'command'>('command', query, [['device', '=', query.device]]),
    async recoveries(query) {
      const named = query.stay === undefined ? undefined : await keyOfStay(query.stay);
      if (query.stay !== undefined && named === undefined) return { items: [] };
      const page = await list<RecoveryGrant, 'recovery'>('recovery', query, [
        ['at', '>=', query.from],
        ['at', '<', query.to],
        ['stay', '=', named],
      ]);
      return { ...page, items: await recoveriesOnRecord(page.items) };
    },
    async recovery(id) {
      const grant = await one<RecoveryGrant>('recovery', id);
      return grant && (await recoveriesOnRecord([grant]))[0];
    },
    notedActions: (query) =>
      list<NotedActionOnRecord, 'noted_action'>('noted_action', query, [
        ['at', '>=', query.from],
        ['at', '<', query.to],
        ['action', '=', query.action],
        ['source', '=', query.by],
      ]),
    async exportNoted(sha256) {
      const { rows } = await sql<{ body: string }>`
        select body from noted_action where action = 'evidence-exported'
          and json_extract(body, '$.data.sha256') = ${sha256} order by at, id limit 1`.execute(kysely);
      return rows[0] && (JSON.parse(rows[0].body) as NotedActionOnRecord);
    },
    async sealsOf(month) {
      const rows = await kysely
        .selectFrom('seal')
        .select(['day', 'count', 'sealed_at', 'hash'])
        .where('day', '>=', `${month}-01`)
        .where('day', '<=', `${month}-31`)
        .orderBy('number')
        .execute();
      return rows.map(({ day, count, sealed_at: sealedAt, hash }) => ({
        day,
        count,
        sealedAt,
        hash: fromColumn(hash),
      }));
    },
    pushes: (query) =>
      list<Push, 'push'>('push', query, [
        ['at', '>=', query.from],
        ['person', '=', query.person],
        ['role', '=', query.role],
      ]),
    async dispatchPlan() {
      const row = await kysely
        .selectFrom('dispatch_plan')
        .select('body')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && (JSON.parse(row.body) as DispatchPlan);
    },
    standards: () => warmUpStandards(kysely),
  };
}
