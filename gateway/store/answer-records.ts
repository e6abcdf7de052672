// What the pages ask of many tasks and verdicts at once, counted by the database: how staff answered, and what was judged lately.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnsweredTask } from '../domain/tasks/staff-answer.ts';
import type { BurnRow, DayCount, Records } from '../ports.ts';
import { judgedCells } from './judged-cells.ts';
import { quarterOfAt } from './quarter-hours.ts';
import type { Tables } from './tables.ts';

/** Most tasks know no undo: their history is not taken apart for it. */
const standingSteps = sql`iif(task.body like '%"step":"undo"%',
  standing_steps(json_extract(task.body, '$.history')), json_extract(task.body, '$.history'))`;

export function createAnswerRecords(
  kysely: Kysely<Tables>,
): Pick<Records, 'answeredTasks' | 'judgedLately' | 'judgedCells' | 'openTaskCauses'> {
  return {
    async answeredTasks({ from, to }) {
      const { rows } = await sql<Record<keyof AnsweredTask, string | number | null>>`
        with step as (
          select task.id, task.body, task.opened_at, task.state, json_extract(entry.value, '$.step') as step,
            json_extract(entry.value, '$.at') as at, json_extract(entry.value, '$.by') as by
          from task left join json_each(${standingSteps}) as entry on true
          where task.opened_at >= ${from} and task.opened_at < ${to})
        select json_extract(body, '$.kind') as kind, opened_at as openedAt, json_extract(body, '$.dueAt') as dueAt,
          json_extract(body, '$.shownAt') as shownAt, min(iif(step in ('accept', 'start'), at, null)) as takenAt,
          min(iif(step = 'complete', at, null)) as doneAt, state = 'cancelled' as isCalledOff,
          max(step = 'escalate') as isEscalated, max(step = 'reopen' and by = 'hub') as isReopenedByHub
        from step group by id order by opened_at, id`.execute(kysely);
      return rows.map(
        ({ isCalledOff, isEscalated, isReopenedByHub, ...times }) =>
          ({
            ...times,
            isCalledOff: isCalledOff === 1,
            isEscalated: isEscalated === 1,
            isReopenedByHub: isReopenedByHub === 1,
          }) as AnsweredTask,
      );
    },

    async judgedLately({ at, windowsMs }) {
      const longest = at - Math.max(...windowsMs);
      const sums = sql.join(
        windowsMs.flatMap((windowMs, index) => [
          sql`sum(at >= ${at - windowMs}) as ${sql.ref(`judged${index}`)}`,
          sql`sum(at >= ${at - windowMs} and outcome = 'missed') as ${sql.ref(`missed${index}`)}`,
        ]),
      );
      const counted = (verdicts: RawBuilder<unknown>) =>
        sql<Record<string, string | number>>`
          select standard, floor, ${sums} from (${verdicts}) group by 1, 2 order by 1, 2`.execute(kysely);
      const [draws, cells] = await Promise.all([
        // The planner takes an index of columns that are read from bodies for one that does not hold them.
        counted(sql`
          select substr(judged_by, 1, instr(judged_by, '@') - 1) as standard, coalesce(floor, '') as floor,
            started_at as at, outcome
          from draw indexed by draw_outcome
          where started_at >= ${longest} and started_at < ${at} and outcome in ('met', 'missed')`),
        counted(sql`
          select standard, coalesce(floor, '') as floor, at, outcome
          from ${judgedCells({ from: longest, to: at })} and outcome in ('met', 'missed')`),
      ]);
      return [...draws.rows, ...cells.rows].map(
        (row): BurnRow => ({
          standard: String(row['standard']),
          floor: String(row['floor']),
          judged: windowsMs.map((_, index) => Number(row[`judged${index}`])),
          missed: windowsMs.map((_, index) => Number(row[`missed${index}`])),
        }),
      );
    },

    async judgedCells({ from, to }) {
      const { rows } = await sql<DayCount>`
        select standard, ${quarterOfAt} as at, sum(outcome = 'met') as met, sum(outcome = 'missed') as missed
        from ${judgedCells({ from, to })} and outcome in ('met', 'missed')
        group by 1, 2 order by 1, 2`.execute(kysely);
      return rows;
    },

    async openTaskCauses() {
      const { rows } = await sql<{ cause: string }>`
        select json_extract(body, '$.cause') as cause from task where state not in ('verified', 'cancelled')`.execute(
        kysely,
      );
      return rows.map(({ cause }) => cause);
    },
  };
}
