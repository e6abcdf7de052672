// The schema of hub.db, step by step. A step that has been released is never edited: append another.
// `fact` is the evidence and only grows; every table after `cursor` could be rebuilt from it, people and credentials excepted.
export const migrations: readonly string[] = [
  `
  create table fact (seq integer primary key, at integer not null, type text not null, subject text not null, body text not null) strict;
  create table sample_batch (
    seq integer primary key, received_at integer not null, device text not null, clock text not null, body text not null) strict;
  create table seen (key text primary key, at integer not null) strict, without rowid;
  create index seen_at on seen (at);
  create table device_snapshot (device text primary key, seq integer not null, state text not null) strict, without rowid;
  create table cursor (name text primary key, seq integer not null) strict, without rowid;
  create table dead_letter (projection text not null, reason text not null, content text not null, unique (projection, content)) strict;

  create table draw (
    id text primary key, started_at integer not null, judged_at integer not null, outcome text not null, space text not null,
    riser text, device text not null, body text not null, closed_seq integer) strict;
  create index draw_started_at on draw (started_at, id);
  create index draw_space on draw (space, started_at, id);
  create index draw_device on draw (device, started_at, id);

  create table task (
    id text primary key, opened_at integer not null, state text not null, role text not null, space text not null,
    assignee text, body text not null) strict;
  create index task_opened_at on task (opened_at, id);
  create index task_state on task (state, opened_at, id);

  create table incident (id text primary key, opened_at integer not null, closed_at integer, body text not null) strict;
  create index incident_opened_at on incident (opened_at, id);

  create table touchpoint (id text primary key, at integer not null, touchpoint text, outcome text, body text not null) strict;
  create index touchpoint_at on touchpoint (at, id);

  create table device (id text primary key, revoked integer not null, body text not null) strict;
  create table space (id text primary key, body text not null) strict;
  create table standard (id text not null, version integer not null, body text not null, primary key (id, version)) strict;
  create table command (id text primary key, state text not null, body text not null) strict;
  create index command_sent on command (state) where state = 'sent';

  create table heartbeat (count integer not null) strict;
  insert into heartbeat values (0);

  create table user_account (name text primary key, role text not null, password_hash text not null, disabled integer not null) strict;
  create table token (name text primary key, role text not null, hash text not null) strict;
  create table session (hash text primary key, user_name text not null, csrf_token text not null, expires_at integer not null) strict;
  create table device_credential (device text primary key, hash text not null) strict;
  `,
  `
  create table broker_retained (topic text primary key, payload blob not null) strict, without rowid;
  create table broker_session (
    id text primary key, owner text not null, subscriptions text not null, offline_since integer) strict, without rowid;
  create table broker_delivery (
    session text not null, position integer not null, topic text not null, payload blob not null,
    primary key (session, position)) strict, without rowid;
  `,
  `
  create table dispatch_plan (version integer primary key, source text not null, body text not null) strict;
  create table push (
    id text primary key, at integer not null, decision text not null, person text, role text not null, body text not null) strict;
  create index push_at on push (at, id);
  create index push_waiting on push (decision) where decision = 'bundled';
  `,
  `
  -- The reference and the preferences of a stay are here alone: what is erased here is nowhere.
  create table stay (
    key text primary key, reference text not null unique, at integer not null, state text not null, body text not null) strict;
  create index stay_at on stay (at, key);
  create table silence (source text not null, from_at integer not null, to_at integer not null, primary key (source, from_at))
    strict, without rowid;
  -- What the property was ever told to have: type:milk-ready, product:bottle.
  create table told_of (word text primary key) strict, without rowid;
  alter table touchpoint add column stay text;
  alter table touchpoint add column standard text;
  create index touchpoint_stay on touchpoint (stay, at) where stay is not null;
  create index touchpoint_standard on touchpoint (standard, at) where standard is not null;
  `,
  `
  create table recovery (id text primary key, at integer not null, stay text, body text not null) strict;
  create index recovery_at on recovery (at, id);
  create index recovery_stay on recovery (stay) where stay is not null;
  `,
  `
  -- The chain of the evidence: see domain/evidence. Facts of before are linked as they are found.
  alter table fact add column digest blob;
  alter table fact add column link blob;
  update fact set digest = evidence_digest(at, type, subject, body);
  with recursive chain (seq, link) as (
    select * from (select seq, evidence_link(zeroblob(32), seq, digest) from fact order by seq limit 1)
    union all
    select fact.seq, evidence_link(chain.link, fact.seq, fact.digest)
      from chain join fact on fact.seq = (select min(seq) from fact where seq > chain.seq))
  update fact set link = chain.link from chain where chain.seq = fact.seq;

  -- Where the chain ends. Kept apart from the facts: one that is taken from the end is missed too.
  create table evidence_head (
    only_row integer primary key check (only_row = 1), seq integer not null, link blob not null, count integer not null) strict;
  insert into evidence_head
    select 1, coalesce(max(seq), 0), coalesce((select link from fact order by seq desc limit 1), zeroblob(32)), count(*) from fact;
  create trigger fact_ends_chain after insert on fact begin
    update evidence_head set seq = new.seq, link = new.link, count = count + 1;
  end;
  create trigger fact_is_final before update on fact begin
    select raise(abort, 'what is on record is never changed');
  end;

  create table seal (
    number integer primary key, day text not null, first_seq integer not null, last_seq integer not null,
    count integer not null, head blob not null, sealed_at integer not null, previous blob not null, hash blob not null) strict;
  -- By the key of the stay: what its reference is hashed with in the evidence. Erased with the stay.
  create table stay_secret (stay text primary key, secret blob not null) strict, without rowid;

  create table noted_action (
    id text primary key, at integer not null, action text not null, source text not null, seq integer, body text not null) strict;
  create index noted_action_at on noted_action (at, id);

  -- Which fact a row shows: so that it can be proven to say what is on record.
  alter table draw add column seq integer;
  alter table touchpoint add column seq integer;
  alter table task add column seq integer;
  alter table recovery add column seq integer;
  update draw set seq = last.seq from (
    select subject, max(seq) as seq from fact where type in ('draw-judged', 'draw-closed') group by subject) as last
    where last.subject = draw.id;
  update touchpoint set seq = last.seq from (
    select subject, max(seq) as seq from fact where type in ('touchpoint-recorded', 'touchpoint-judged') group by subject) as last
    where last.subject = touchpoint.id;
  update task set seq = last.seq from (
    select subject, max(seq) as seq from fact where type = 'task-changed' group by subject) as last
    where last.subject = task.id;
  update recovery set seq = last.seq from (
    select subject, max(seq) as seq from fact where type = 'recovery-granted' group by subject) as last
    where last.subject = recovery.id;
  `,
  `
  -- By which a person recognises a session of their own.
  alter table session add column address text;
  alter table session add column agent text;
  `,
  `
  -- Commands of a device in their order, and those of the last days: read from what is there already.
  alter table command add column device text generated always as (json_extract(body, '$.device')) virtual;
  alter table command add column sent_at integer generated always as (json_extract(body, '$.sentAt')) virtual;
  create index command_device on command (device, sent_at, id);
  create index command_sent_at on command (sent_at);
  `,
  `
  -- Incidents by what they are about: read from what is there already.
  alter table incident add column kind text generated always as (json_extract(body, '$.kind')) virtual;
  alter table incident add column subject text generated always as (json_extract(body, '$.subject')) virtual;
  create index incident_subject on incident (subject, opened_at, id);
  `,
  `
  -- Why something was given to make good, beside it: it goes with the stay, and the record of what was given stays.
  create table recovery_reason (recovery text primary key, stay text, reason text not null) strict, without rowid;
  create index recovery_reason_stay on recovery_reason (stay) where stay is not null;
  insert into recovery_reason select id, stay, json_extract(body, '$.reason') from recovery
    where json_extract(body, '$.reason') is not null;
  update recovery set body = json_remove(body, '$.reason');
  `,
  `
  -- What a cell said before it was corrected.
  create index fact_of_cell on fact (subject) where type = 'touchpoint-judged';
  `,
  `
  -- What a device was at an instant of the past.
  create index fact_of_device on fact (subject, at) where type = 'device-changed';
  `,
  `
  -- Pictures of tasks: no evidence themselves; the history of a task holds their hashes.
  create table photo (id text primary key, at integer not null, bytes blob not null) strict;
  create index photo_at on photo (at);
  `,
  `
  -- Whether the disk gave back what it took: see row-checks.ts. What device_snapshot holds is written anew every ten minutes.
  alter table space add column crc integer;
  alter table device add column crc integer;
  alter table standard add column crc integer;
  alter table dispatch_plan add column crc integer;
  alter table incident add column crc integer;
  alter table command add column crc integer;
  alter table push add column crc integer;
  alter table stay add column crc integer;
  alter table device_snapshot add column crc integer;
  update space set crc = row_crc(id, body);
  update device set crc = row_crc(id, revoked, body);
  update standard set crc = row_crc(id, version, body);
  update dispatch_plan set crc = row_crc(version, source, body);
  update incident set crc = row_crc(id, opened_at, closed_at, body);
  update command set crc = row_crc(id, state, body);
  update push set crc = row_crc(id, at, decision, person, role, body);
  update stay set crc = row_crc(key, reference, at, state, body);
  `,
  `
  -- What was said under an id, so that one that comes again with other content is noticed.
  alter table seen add column said integer;
  `,
  `
  -- Outcomes by time and place without their bodies: what heatmaps, causes of misses and tallies of service are counted from.
  -- A body that the disk damaged is no JSON, and must keep neither this step nor a later index from being made.
  alter table draw add column floor text generated always as (iif(json_valid(body), json_extract(body, '$.floor'), null)) virtual;
  alter table draw add column judged_by text generated always as (iif(json_valid(body), json_extract(body, '$.standard'), null)) virtual;
  alter table draw add column others integer generated always as (iif(json_valid(body), json_array_length(body, '$.otherVerdicts'), null)) virtual;
  create index draw_outcome on draw (started_at, outcome, judged_by, floor);
  create index draw_missed on draw (started_at) where outcome = 'missed';
  create index draw_judged_twice on draw (started_at) where others > 0;
  alter table touchpoint add column space text generated always as (iif(json_valid(body), json_extract(body, '$.space'), null)) virtual;
  alter table touchpoint add column floor text generated always as (iif(json_valid(body), json_extract(body, '$.floor'), null)) virtual;
  alter table touchpoint add column seconds real generated always as (iif(json_valid(body), json_extract(body, '$.seconds'), null)) virtual;
  create index touchpoint_judged on touchpoint (standard, at, outcome, floor, space, seconds)
    where standard is not null and outcome is not null;
  create index touchpoint_missed on touchpoint (at) where standard is not null and outcome = 'missed';
  `,
  `
  -- Misses of draws are counted from the tallies of the history.
  drop index draw_missed;
  `,
  `
  -- And so are verdicts beside an outlet's own.
  drop index draw_judged_twice;
  alter table draw drop column others;
  `,
  `
  -- Whose data this is. Empty where no start has kept it yet.
  create table property (only integer primary key check (only = 1), id text not null) strict;
  `,
  `
  -- All messages of a commit in one row. What the disk damaged stays damaged, and is found by the next start.
  alter table sample_batch rename to sample_message;
  create table sample_batch (
    seq integer primary key, received_at integer not null, devices text not null, messages text not null) strict;
  insert into sample_batch
    select seq, received_at, device, '[["' || device || '",' || body || ',' || seq || ',"' || clock || '",' || received_at || ']]'
    from sample_message;
  drop table sample_message;
  `,
  `
  -- By which locked phones are woken: the hub's own key, made once, and what each session's browser said.
  alter table session add column push text;
  create table push_key (
    only integer primary key check (only = 1), public_key text not null, private_key text not null) strict;
  `,
];
