// The columns of hub.db as Kysely sees them. `body` is the whole record as JSON; the columns beside it are what lists filter by; `crc`
// is the row's checksum, null where it was written before there was one.
import type { GeneratedAlways } from 'kysely';

export interface Tables {
  fact: {
    seq: number;
    at: number;
    type: string;
    subject: string;
    body: string;
    /** SHA-256 of what the fact says: see domain/evidence. */
    digest: Uint8Array;
    link: Uint8Array;
  };
  evidence_head: { seq: number; link: Uint8Array; count: number };
  seal: {
    number: number;
    day: string;
    first_seq: number;
    last_seq: number;
    count: number;
    head: Uint8Array;
    sealed_at: number;
    previous: Uint8Array;
    hash: Uint8Array;
  };
  stay_secret: { stay: string; secret: Uint8Array };
  noted_action: { id: string; at: number; action: string; source: string; body: string; seq: number };
  /** Of one commit: `seq` and `received_at` of its last message, ids of devices with a comma between. See sample-batches.ts. */
  sample_batch: { seq: number; received_at: number; devices: string; messages: string };
  /** `said`: checksum of what was said under the key; null where it was taken before there was one. */
  seen: { key: string; at: number; said: number | null };
  device_snapshot: { device: string; seq: number; state: string; crc: number | null };
  cursor: { name: string; seq: number };
  dead_letter: { projection: string; reason: string; content: string };
  draw: {
    id: string;
    started_at: number;
    judged_at: number;
    outcome: string;
    space: string;
    riser: string | null;
    device: string;
    body: string;
    /** The fact that holds the curve; null while the tap runs. */
    closed_seq: number | null;
    /** The fact that the row shows, here and in all tables of evidence. */
    seq: number;
  };
  task: {
    id: string;
    opened_at: number;
    state: string;
    role: string;
    space: string;
    assignee: string | null;
    body: string;
    seq: number;
  };
  incident: {
    id: string;
    opened_at: number;
    closed_at: number | null;
    body: string;
    crc: number | null;
    kind: GeneratedAlways<string>;
    subject: GeneratedAlways<string>;
  };
  touchpoint: {
    id: string;
    at: number;
    touchpoint: string | null;
    outcome: string | null;
    /** The hub's key of the stay. */
    stay: string | null;
    /** The id of the standard, without its version, of cells. */
    standard: string | null;
    body: string;
    seq: number;
  };
  stay: { key: string; reference: string; at: number; state: string; body: string; crc: number | null };
  silence: { source: string; from_at: number; to_at: number };
  told_of: { word: string };
  device: { id: string; revoked: number; body: string; crc: number | null };
  space: { id: string; body: string; crc: number | null };
  standard: { id: string; version: number; body: string; crc: number | null };
  /** Device and instant are read from the body. */
  command: {
    id: string;
    state: string;
    body: string;
    crc: number | null;
    device: GeneratedAlways<string>;
    sent_at: GeneratedAlways<number>;
  };
  dispatch_plan: { version: number; source: string; body: string; crc: number | null };
  recovery: { id: string; at: number; stay: string | null; body: string; seq: number };
  recovery_reason: { recovery: string; stay: string | null; reason: string };
  push: {
    id: string;
    at: number;
    decision: string;
    person: string | null;
    role: string;
    body: string;
    crc: number | null;
  };
  /** By the SHA-256 of its bytes. */
  photo: { id: string; at: number; bytes: Uint8Array };
  user_account: { name: string; role: string; password_hash: string; disabled: number };
  token: { name: string; role: string; hash: string };
  session: {
    hash: string;
    user_name: string;
    csrf_token: string;
    expires_at: number;
    address: string | null;
    agent: string | null;
    /** JSON. */
    push: string | null;
  };
  /** One row, written to learn whether the disk takes writes. */
  heartbeat: { count: number };
  property: { only: 1; id: string };
  push_key: { only: 1; public_key: string; private_key: string };
  device_credential: { device: string; hash: string };
  broker_retained: { topic: string; payload: Uint8Array };
  broker_session: { id: string; owner: string /** JSON. */; subscriptions: string; offline_since: number | null };
  /** What waits for a session, by position in its queue. */
  broker_delivery: { session: string; position: number; topic: string; payload: Uint8Array };
}
