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
  -- Incidents by what they are about: read from what is there already.
  alter table incident add column kind text generated always as (json_extract(body, '$.kind')) virtual;
  alter table incident add column subject text generated always as (json_extract(body, '$.subject')) virtual;
  create index incident_subject on incident (subject, opened_at, id);
  `,
];
