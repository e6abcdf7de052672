// Cells with an outcome, for whoever counts them: read along the index that holds all that is counted. SQLite would take the index of
// instants, which leads to bodies that have to be read one by one.
import { type RawBuilder, sql } from 'kysely';

export interface JudgedSpan {
  /** Unix ms; `to` does not belong to it. */
  readonly from: number;
  readonly to: number;
  /** Unset: of all. */
  readonly standard?: string | undefined;
}

/** Every standard that has judged anything, found by steps along the index: there are few of them, and many cells. */
const everyStandard = sql`(
  with recursive judging(name) as (
    select min(standard) from touchpoint where standard is not null and outcome is not null
    union all
    select (select min(standard) from touchpoint where standard > judging.name and outcome is not null)
    from judging where judging.name is not null)
  select name from judging where name is not null)`;

/** What stands behind `from`, with its conditions. Columns: standard, at, outcome, floor, space, seconds. */
export function judgedCells({ from, to, standard }: JudgedSpan): RawBuilder<unknown> {
  const names = standard === undefined ? everyStandard : sql`(select ${standard} as name)`;
  return sql`${names} as named cross join touchpoint indexed by touchpoint_judged on standard = named.name
    where standard is not null and outcome is not null and at >= ${from} and at < ${to}`;
}
