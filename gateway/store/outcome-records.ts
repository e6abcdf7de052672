// Outcomes of the ledger's cells by place and quarter of an hour: what heatmaps, "what ate it" and notes on periods are made of.
// Counted by the database, so that a quarter's evidence of a large house is a few thousand rows. Draws are counted by the history.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FloorCount, OutcomeCount, OutcomeQuery, Records } from '../ports.ts';
import { judgedCells } from './judged-cells.ts';
import { quarterOfAt } from './quarter-hours.ts';
import type { Tables } from './tables.ts';

export function createOutcomeRecords(kysely: Kysely<Tables>): Pick<Records, 'cellOutcomes' | 'cellOutcomesByFloor'> {
  return {
    async cellOutcomes(query) {
      return (await count(cells(query)).execute(kysely)).rows;
    },
    async cellOutcomesByFloor(query) {
      return (await countByFloor(cellsOfFloors(query)).execute(kysely)).rows;
    },
  };
}

function count(verdicts: RawBuilder<unknown>): RawBuilder<OutcomeCount> {
  return sql`select standard, ${quarterOfAt} as at, space, floor, riser, outcome, cause, count(*) as count
    from (${verdicts}) group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 6, 7`;
}

function countByFloor(cellsOfFloors: RawBuilder<unknown>): RawBuilder<FloorCount> {
  return sql`select ${quarterOfAt} as at, coalesce(floor, '') as floor, outcome, count(*) as count
    from (${cellsOfFloors}) group by 1, 2, 3 order by 1, 2, 3`;
}

function cellsOfFloors({ from, to, standard }: OutcomeQuery): RawBuilder<unknown> {
  return sql`select at, floor, outcome from ${judgedCells({ from, to, standard })}`;
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
