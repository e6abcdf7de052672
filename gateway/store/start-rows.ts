// Which rows a start reads: each condition stands here once, for the recovery that reads by it, and for the mending that goes over
// the same rows before. A row that were read and not gone over would keep the house closed when it is damaged.
import { type RawBuilder, sql } from 'kysely';
import { causeLookBackMs } from '../domain/incidents/water-log.ts';
import { overStates } from '../domain/task.ts';
import { justOverMs } from '../domain/tasks/task-board.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Pushes and recoveries are recalled this far back from the last one. */
export const recallMs = dayMs;
/** Draws are recalled this far back from the last one: as far as causes look, and as long as a draw is heard late. */
const recallDrawsMs = causeLookBackMs + 2 * hourMs;
/** Evidence that names no stay is judged by for two days, cells of days and occurrences are looked at for a week. */
const recallEventsMs = 3 * dayMs;
const recallCellsMs = 7 * dayMs;

export const taskIsOver = sql<boolean>`state in (${sql.join([...overStates])})`;

/** The last minute's work is among so many facts, in a house that is busier than any. */
const latestFacts = 2_000;

const isLatest = sql<boolean>`seq > (select max(seq) from fact) - ${latestFacts}`;
/** What ended before that instant has ended for good. */
const lastMinute = sql<number>`(select max(at) from fact where ${isLatest}) - ${justOverMs}`;

/** Those that are not over, and those of the last minute: who ended them may take that back. */
export const openTasks = sql<boolean>`(not (${taskIsOver}) or id in (
  select subject from fact where ${isLatest} and type = 'task-changed' and at >= ${lastMinute}))`;

export const openIncidents = sql<boolean>`(closed_at is null or closed_at >= ${lastMinute})`;

export const recentDraws = sql<boolean>`started_at >= (select max(started_at) from draw) - ${recallDrawsMs}`;

/** The last day's, and those that still wait. */
export const livePushes = sql<boolean>`decision = 'bundled' or at >= (select max(at) from push) - ${recallMs}`;

/** Among the cursors: no snapshot lacks a sample up to here. */
export const snapshotsCursor = 'snapshots';

/** What lies before still waits for the history, as much as a week of it: a start reads none of it. */
export const samplesAfterCheckpoint = sql<boolean>`
  seq > coalesce((select seq from cursor where name = ${snapshotsCursor}), 0)`;

/** The hub was surely awake at this instant; 0 where it never was. Reads the snapshots. */
export const lastInstant = sql<number>`(select max(
  coalesce((select at from fact order by seq desc limit 1), 0),
  coalesce((select received_at from sample_batch order by seq desc limit 1), 0),
  coalesce((select max(json_extract(state, '$.lastHeardAt')) from device_snapshot), 0)))`;

export const liveEvents = touchpointsOf(sql`standard is null`, recallEventsMs);
export const liveCells = touchpointsOf(sql`standard is not null`, recallCellsMs);

function touchpointsOf(kind: RawBuilder<unknown>, recalledMs: number): RawBuilder<boolean> {
  return sql`${kind} and (stay is not null or touchpoint.at >= ${lastInstant} - ${recalledMs})`;
}
