// The tables of history.db. `tally` is kept by a trigger in the transaction that stores a verdict: a year of a large hotel is
// then some ten thousand rows to add up, not three million draws. A draw stored a second time fires nothing.

/** What `openFile` needs to know of the file. */
export const embeddedHistoryFile = {
  functions: new URL('./embedded-functions.ts', import.meta.url).href,
  migrations: [
    `
    create table telemetry (device text not null, at integer not null, readings text not null, primary key (device, at))
      strict, without rowid;

    -- The zone whose days and months the tallies are in.
    create table calendar (only_row integer primary key check (only_row = 1), time_zone text not null) strict;

    -- One row a draw and standard; day is of the zone above, a missing floor or riser ''.
    create table verdict (
      draw text not null, standard text not null, is_primary integer not null, started_at integer not null, day text not null,
      space text not null, floor text not null, riser text not null, outcome text not null, warm_start integer not null,
      hot_in_time integer not null, seconds real, primary key (draw, standard)) strict, without rowid;
    create index verdict_started_at on verdict (started_at);

    -- level: 'month' and 'day' for each outlet, 'house' for each day of the whole house.
    create table tally (
      level text not null, start text not null, is_primary integer not null, standard text not null,
      space text not null, floor text not null, riser text not null,
      met integer not null, missed integer not null, inconclusive integer not null, excluded integer not null,
      warm_starts integer not null, hot_in_time integer not null, times blob,
      primary key (level, start, is_primary, standard, space, floor, riser)) strict, without rowid;

    create trigger verdict_counted after insert on verdict begin
      insert into tally
        select cell.level, cell.start, new.is_primary, new.standard, cell.space, cell.floor, cell.riser,
          new.outcome = 'met', new.outcome = 'missed', new.outcome = 'inconclusive', new.outcome = 'excluded',
          new.warm_start, new.hot_in_time,
          case when new.outcome in ('met', 'missed') then times_add(null, new.seconds) end
        from (
          select 'month' as level, substr(new.day, 1, 7) as start, new.space as space, new.floor as floor, new.riser as riser
          union all select 'day', new.day, new.space, new.floor, new.riser
          union all select 'house', new.day, '', '', '') as cell
        where true
      on conflict do update set
        met = met + excluded.met, missed = missed + excluded.missed, inconclusive = inconclusive + excluded.inconclusive,
        excluded = tally.excluded + excluded.excluded, warm_starts = warm_starts + excluded.warm_starts,
        hot_in_time = hot_in_time + excluded.hot_in_time,
        times = case when new.outcome in ('met', 'missed') then times_add(times, new.seconds) else times end;
    end;
    `,
    `
    -- Where and on which days draws were judged, without their times.
    create index tally_judged on tally (level, start, is_primary, standard, space) where met + missed > 0;
    `,
    `
    -- The whole house by quarter of an hour, Unix ms, of no zone: none is off by less than that from full hours.
    create table quarter_tally (
      at integer not null, is_primary integer not null, standard text not null,
      met integer not null, missed integer not null, never_hot integer not null, unjudged integer not null,
      primary key (at, is_primary, standard)) strict, without rowid;
    insert into quarter_tally
      select started_at / 900000 * 900000, is_primary, standard, sum(outcome = 'met'), sum(outcome = 'missed'),
        sum(outcome = 'missed' and seconds is null), sum(outcome not in ('met', 'missed'))
      from verdict group by 1, 2, 3;
    create trigger verdict_counted_by_quarter after insert on verdict begin
      insert into quarter_tally values (
        new.started_at / 900000 * 900000, new.is_primary, new.standard, new.outcome = 'met', new.outcome = 'missed',
        new.outcome = 'missed' and new.seconds is null, new.outcome not in ('met', 'missed'))
      on conflict do update set
        met = met + excluded.met, missed = missed + excluded.missed, never_hot = never_hot + excluded.never_hot,
        unjudged = unjudged + excluded.unjudged;
    end;
    `,
    `
    -- How far the file was told of facts, in the transaction that counts them; no row where it was told before this was kept.
    create table told (only_row integer primary key check (only_row = 1), seq integer not null) strict;
    insert into told select 1, 0 where not exists (select 1 from verdict);
    `,
  ],
} as const;
