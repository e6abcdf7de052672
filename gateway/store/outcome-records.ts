// Outcomes by place and quarter of an hour: of the ledger's cells what heatmaps and "what ate it" are made of, of draws what a note on
// a period sets aside. Counted by the database, so that a quarter's evidence of a large house is a few thousand rows.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FloorCount, FloorQuery, OutcomeCount, OutcomeQuery, Records } from '../ports.ts';
import type { Tables } from './tables.ts';

/** No zone is off by less than that from full hours. */
const quarterMs = 15 * 60_000;

export function createOutcomeRecords(kysely: Kysely<Tables>): Pick<Records, 'outcomes' | 'serviceOutcomes'> {
  return {
    async outcomes(query) {
      const { rows } = await count(query.of === 'draws' ? draws(query) : cells(query)).execute(kysely);
      return rows;
    },
    async serviceOutcomes(query) {
      return (await countByFloor(cellsOfFloors(query)).execute(kysely)).rows;
    },
  };
}

function count(verdicts: RawBuilder<unknown>): RawBuilder<OutcomeCount> {
  return sql`select standard, at / ${quarterMs} * ${quarterMs} as at, space, floor, riser, outcome, cause, count(*) as count
    from (${verdicts}) group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 6, 7`;
}

function countByFloor(cellsOfFloors: RawBuilder<unknown>): RawBuilder<FloorCount> {
  return sql`select at / ${quarterMs} * ${quarterMs} as at, coalesce(floor, '') as floor, outcome, count(*) as count
    from (${cellsOfFloors}) group by 1, 2, 3 order by 1, 2, 3`;
}

function cellsOfFloors({ from, to, standard }: FloorQuery): RawBuilder<unknown> {
  return sql`select at, floor, outcome from touchpoint
    where standard is not null and outcome is not null and at >= ${from} and at < ${to}
      ${standard === undefined ? sql`` : sql`and standard = ${standard}`}`;
}

/** `house-10s` of `house-10s@2`. */
const idOf = (label: RawBuilder<unknown>) => sql`substr(${label}, 1, instr(${label} || '@', '@') - 1)`;

/** Under each outlet's primary standard, or under the one that is asked for, wherever it judged. */
function draws({ from, to, standard }: OutcomeQuery): RawBuilder<unknown> {
  const judgedBy = (body: RawBuilder<unknown>) => sql`
    ${idOf(sql`json_extract(${body}, '$.standard')`)} as standard, json_extract(${body}, '$.outcome') as outcome,
    case json_extract(${body}, '$.outcome') when 'missed'
      then iif(json_extract(${body}, '$.censored'), 'never-hot', 'late')
      else coalesce(json_extract(${body}, '$.reason'), '') end as cause`;
  const place = sql`started_at as at, space, coalesce(json_extract(body, '$.floor'), '') as floor,
    coalesce(riser, '') as riser`;
  const inTime = sql`started_at >= ${from} and started_at < ${to}`;
  const primary = sql`select ${place}, ${judgedBy(sql`body`)} from draw where ${inTime}`;
  if (standard === undefined) return primary;
  const others = sql`select ${place}, ${judgedBy(sql`other.value`)}
    from draw, json_each(body, '$.otherVerdicts') as other where ${inTime} and others > 0`;
  return sql`select * from (${primary} union all ${others}) where standard = ${standard}`;
}

function cells({ from, to, standard, missedOnly = false }: OutcomeQuery): RawBuilder<unknown> {
  return sql`
    select touchpoint.standard, at, coalesce(json_extract(touchpoint.body, '$.space'), '') as space,
      coalesce(json_extract(touchpoint.body, '$.floor'), '') as floor,
      coalesce(json_extract(space.body, '$.riser'), '') as riser, outcome,
      coalesce('wrong:' || json_extract(touchpoint.body, '$.evidence.wrong'),
        json_extract(touchpoint.body, '$.evidence.why'),
        iif(outcome = 'missed' and json_extract(touchpoint.body, '$.seconds') is not null, 'late', '')) as cause
    from touchpoint left join space on space.id = json_extract(touchpoint.body, '$.space')
    where touchpoint.standard is not null and at >= ${from} and at < ${to}
      and outcome ${missedOnly ? sql`= 'missed'` : sql`is not null`}
      ${standard === undefined ? sql`` : sql`and touchpoint.standard = ${standard}`}`;
}
