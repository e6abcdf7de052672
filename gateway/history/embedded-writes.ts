// From facts and samples to rows of history.db. A row that is there already stays: written twice is once.

import type { Calendar } from '../domain/calendar.ts';
import type { Draw, Verdict } from '../domain/draw.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { PackedSamples, SqlWrite } from '../ports.ts';
import { wasHotInTime } from './points.ts';

/** The text is taken apart by the thread that writes. */
const insertSamples = `
  insert into telemetry (device, at, readings)
  select message.value ->> 0, cast(sample.value ->> 'at' as integer), sample.value -> 'readings'
  from json_each(?) as message, json_each(samples_stored(message.value -> 1)) as sample
  where true
  on conflict do nothing`;
const insertVerdict =
  'insert into verdict (draw, standard, is_primary, started_at, day, space, floor, riser, outcome, warm_start, hot_in_time, ' +
  'seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing';

const noteTold = `
  insert into told (only_row, seq) values (1, ?) on conflict do update set seq = max(seq, excluded.seq)`;

export function sampleWrite({ messages }: PackedSamples): SqlWrite {
  return { sql: insertSamples, parameters: [messages] };
}

export function factWrites(facts: readonly RecordedFact[], calendar: Calendar): readonly SqlWrite[] {
  const last = facts.at(-1);
  return [
    ...facts.flatMap(({ fact }) => (fact.type === 'draw-closed' ? drawWrites(fact.draw, calendar) : [])),
    ...(last === undefined ? [] : [{ sql: noteTold, parameters: [last.seq] }]),
  ];
}

function drawWrites(draw: Draw, calendar: Calendar): readonly SqlWrite[] {
  const day = calendar.dayOf(draw.startedAt);
  const write = (verdict: Verdict & { readonly standard: string }, isPrimary: 0 | 1): SqlWrite => ({
    sql: insertVerdict,
    parameters: [
      draw.id,
      verdict.standard.split('@')[0]!,
      isPrimary,
      Math.trunc(draw.startedAt),
      day,
      draw.space,
      draw.floor ?? '',
      draw.riser ?? '',
      verdict.outcome,
      verdict.reason === 'warm-start' ? 1 : 0,
      wasHotInTime(verdict) ? 1 : 0,
      verdict.seconds ?? null,
    ],
  });
  return [write(draw, 1), ...draw.otherVerdicts.map((verdict) => write(verdict, 0))];
}
