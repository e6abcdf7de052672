// What a restart needs to be again what it was, from the committed state alone: the store has no clock.
import type { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import type { DeviceId } from '../../devices/identifiers.ts';
import type { DeviceCommand } from '../domain/command.ts';
import type { DeviceStatus } from '../domain/device-status.ts';
import type { DispatchPlan } from '../domain/dispatch/dispatch-rules.ts';
import type { PlansOnRecord } from '../domain/dispatch/plan-in-force.ts';
import type { Push } from '../domain/dispatch/push.ts';
import type { Draw } from '../domain/draw.ts';
import type { Incident } from '../domain/incident.ts';
import type { Space } from '../domain/property.ts';
import type { RecoveryGrant } from '../domain/recovery/recovery-grant.ts';
import type { Task } from '../domain/task.ts';
import type { Recovery, SampleMessage } from '../ports.ts';
import { recoverJourney } from './journey-recovery.ts';
import { messagesOf, sampleBatchesAtOnce } from './sample-batches.ts';
import { warmUpStandards } from './standard-rows.ts';
import { livePushes, openIncidents, openTasks, recallMs, recentDraws, samplesAfterCheckpoint } from './start-rows.ts';
import type { Tables } from './tables.ts';

export interface RecoveryParts {
  readonly kysely: Kysely<Tables>;
  /** Of this thread. */
  readonly lookup: DatabaseSync;
}

export async function recover({ kysely, lookup }: RecoveryParts): Promise<Recovery> {
  const bodies = async <T>(query: { execute(): Promise<{ body: string }[]> }) =>
    (await query.execute()).map(({ body }) => JSON.parse(body) as T);
  const draws = kysely.selectFrom('draw').select('body').where(recentDraws).orderBy('started_at').orderBy('id');
  const tasks = kysely.selectFrom('task').select('body').where(openTasks).orderBy('opened_at').orderBy('id');
  const incidents = kysely.selectFrom('incident').select('body').where(openIncidents);
  const commands = kysely.selectFrom('command').select('body').where('state', '=', 'sent');
  const pushes = kysely.selectFrom('push').select('body').where(livePushes);
  // All are asked at once: what came is read here while the reader is at the next.
  const asked = {
    recentDraws: bodies<Draw>(draws),
    lastSeq: lastSeq(kysely),
    spaces: bodies<Space>(kysely.selectFrom('space').select('body').orderBy('id')),
    devices: bodies<DeviceStatus>(kysely.selectFrom('device').select('body').where('revoked', '=', 0).orderBy('id')),
    openTasks: bodies<Task>(tasks),
    openIncidents: bodies<Incident>(incidents.orderBy('opened_at').orderBy('id')),
    standards: warmUpStandards(kysely),
    openCommands: bodies<DeviceCommand>(commands.orderBy('id')),
    tracedCommands: tracedCommands(kysely),
    dispatchPlans: dispatchPlans(kysely),
    // In the order in which they were decided.
    pushes: bodies<Push>(pushes.orderBy('at').orderBy(sql`rowid`)),
    recoveries: countedRecoveries(kysely),
    journey: recoverJourney(kysely),
  };
  const answered = allOf(asked);
  const snapshots = snapshotsOf(lookup);
  return { ...(await answered), snapshots, samples: samplesAfterSnapshots(kysely, snapshots) };
}

/** Rejects where one does. */
async function allOf<Answers extends Readonly<Record<string, Promise<unknown>>>>(asked: Answers) {
  const answers = await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const));
  return Object.fromEntries(answers) as { readonly [Name in keyof Answers]: Awaited<Answers[Name]> };
}

/** The most of what a start reads, and nobody is served yet: read here, it is not copied from one thread to another. */
function snapshotsOf(lookup: DatabaseSync): Recovery['snapshots'] {
  const rows = lookup.prepare('select device, seq, state from device_snapshot').all() as Tables['device_snapshot'][];
  return new Map(rows.map(({ device, seq, state }) => [device as DeviceId, { seq, state }]));
}

/** What is older counts against no limit of a day, and its outcome has been known for long. */
async function tracedCommands(kysely: Kysely<Tables>): Promise<readonly DeviceCommand[]> {
  const { rows } = await sql<{ body: string }>`
    select body from command
    where sent_at >= (select max(sent_at) from command) - ${3 * recallMs}
      and json_extract(body, '$.trace') is not null
    order by sent_at, rowid`.execute(kysely);
  return rows.map(({ body }) => JSON.parse(body) as DeviceCommand);
}

async function dispatchPlans(kysely: Kysely<Tables>): Promise<PlansOnRecord> {
  const plans = kysely.selectFrom('dispatch_plan').select('body').orderBy('version', 'desc').limit(1);
  const latest = await plans.executeTakeFirst();
  const fromFile = await plans.where('source', '=', 'file').executeTakeFirst();
  return {
    ...(latest && { latest: JSON.parse(latest.body) as DispatchPlan }),
    ...(fromFile && { fromFile: JSON.parse(fromFile.body) as DispatchPlan }),
  };
}

/** Those that still count against a limit. */
async function countedRecoveries(kysely: Kysely<Tables>): Promise<readonly RecoveryGrant[]> {
  const { rows } = await sql<{ body: string }>`
    select body from recovery
    where stay in (select key from stay) or at >= (select max(at) from recovery) - ${recallMs}
    order by at, id`.execute(kysely);
  return rows.map(({ body }) => JSON.parse(body) as RecoveryGrant);
}

/** Samples are trimmed once all have passed them, so what has passed them counts too. */
async function lastSeq(kysely: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select max(
      coalesce((select max(seq) from fact), 0), coalesce((select max(seq) from sample_batch), 0),
      coalesce((select max(seq) from device_snapshot), 0), coalesce((select max(seq) from cursor), 0)) as seq`.execute(
    kysely,
  );
  return rows[0]!.seq;
}

async function* samplesAfterSnapshots(
  kysely: Kysely<Tables>,
  snapshots: Recovery['snapshots'],
): AsyncGenerator<SampleMessage> {
  let after = 0;
  for (;;) {
    const rows = await kysely
      .selectFrom('sample_batch')
      .select(['seq', 'messages'])
      .where('seq', '>', after)
      .where(samplesAfterCheckpoint)
      .orderBy('seq')
      .limit(sampleBatchesAtOnce)
      .execute();
    for (const row of rows) {
      for (const message of messagesOf(row)) if (message.seq > (snapshots.get(message.device)?.seq ?? 0)) yield message;
    }
    if (rows.length < sampleBatchesAtOnce) return;
    after = rows.at(-1)!.seq;
  }
}
