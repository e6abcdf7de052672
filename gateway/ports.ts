// Every port of the gateway. Adapters implement them, hub.ts wires them; instants are Unix ms of the hub's clock.

import type { DeviceId } from '../devices/identifiers.ts';
import type { DownlinkChannel } from '../devices/topics.ts';
import type { DeviceCommand } from './domain/command.ts';
import type { DeviceStatus } from './domain/device-status.ts';
import type { ReadingMark } from './domain/devices/reading-log.ts';
import type { DispatchPlan } from './domain/dispatch/dispatch-rules.ts';
import type { PlansOnRecord } from './domain/dispatch/plan-in-force.ts';
import type { Push } from './domain/dispatch/push.ts';
import type { CurvePoint, Draw, DrawOutcome } from './domain/draw.ts';
import type { Seal } from './domain/evidence/seal.ts';
import type { Fact, FactType, RecordedFact } from './domain/facts.ts';
import type { Incident } from './domain/incident.ts';
import type { Input, Refusal, Sample } from './domain/inputs.ts';
import type { JourneyMemory } from './domain/journey/journey-state.ts';
import type { JourneyOnRecord } from './domain/journey/replay/journey-on-record.ts';
import type { ActionKind, NotedAction } from './domain/noted-action.ts';
import type { Role, Space } from './domain/property.ts';
import type { RecoveryGrant } from './domain/recovery/recovery-grant.ts';
import type { WarmUpStandard } from './domain/standard.ts';
import type { ServiceStandard } from './domain/standards/service-standard.ts';
import type { StayRecord } from './domain/stays/stay.ts';
import type { Task, TaskState } from './domain/task.ts';
import type { AnsweredTask } from './domain/tasks/staff-answer.ts';
import type { TouchpointEvent } from './domain/touchpoint.ts';
import type { DrawCounts } from './domain/warm-up/statistics.ts';

export interface Clock {
  now(): number;
  /** Calls back once, at or after `at`. Returns the way to take it back. */
  schedule(at: number, wake: () => void): () => void;
}

/** The one way in. Resolves after the commit: what it answered survives a crash. */
export interface Ledger {
  submit(input: Input, alongside?: Alongside): Promise<Answer>;
}

/** What goes to disk in the same commit as what an input does; nothing of it where the input is refused. */
export interface Alongside {
  /** Who did it, for the audit log. */
  readonly noted?: NotedAction;
  /** Who may sign in from then on. */
  readonly credentials?: readonly CredentialChange[];
}

export interface SampleLedger {
  /**
   * What a device measured. Resolves when it is on disk, or will never be asked for again; all that go to disk together share one
   * promise. `failed` is called, and waited for, where the hub itself failed on them. Rejects where the store cannot write.
   */
  take(samples: SamplesInput, failed: (reason: string) => Promise<unknown>): Promise<void>;
}

export type SamplesInput = Extract<Input, { type: 'samples' }>;

export type Answer =
  | {
      readonly accepted: true;
      readonly facts: readonly Fact[] /** The input was seen before. */;
      readonly repeat: boolean;
    }
  | { readonly accepted: false; readonly refusal: Refusal };

// ---- the store: durable truth ----------------------------------------------------------------------------------------

/** One group commit. All of it or nothing of it is on disk when `commit` resolves. */
export interface Batch {
  readonly facts: readonly RecordedFact[];
  readonly samples: readonly SampleMessage[];
  /** Input ids that are taken now: `event:tea-l1:8f3`, `action:<key>`, `request:<id>`. */
  readonly seen: readonly {
    readonly key: string;
    readonly at: number;
    /** Checksum of what was said under it. */
    readonly said?: number;
  }[];
  /** Snapshots of device state, so that a restart replays only the samples after `seq`. */
  readonly snapshots: readonly { readonly device: DeviceId; readonly seq: number; readonly state: string }[];
  /** No snapshot lacks a sample up to this one: a restart looks for none before it. Unset where that is not known. */
  readonly snapshotsUpTo?: number;
  /** In order, after the facts. */
  readonly credentials?: readonly CredentialChange[];
}

export interface SampleMessage {
  /** In the same order as the facts'. */
  readonly seq: number;
  readonly receivedAt: number;
  readonly device: DeviceId;
  readonly clock: 'device' | 'arrival';
  readonly samples: readonly Sample[];
}

export interface Journal {
  commit(batch: Batch): Promise<void>;
  /** Synchronous and from the committed state: the ledger must know before it decides. */
  hasSeen(key: string): boolean;
  /** The checksum of what was first said under a key; undefined where it is not known. */
  saidUnder(key: string): number | undefined;
}

/** What a restart needs to be again what it was. */
export interface Recovery {
  readonly lastSeq: number;
  readonly spaces: readonly Space[];
  readonly devices: readonly DeviceStatus[];
  readonly snapshots: ReadonlyMap<DeviceId, { readonly seq: number; readonly state: string }>;
  /** Samples after their device's snapshot, in order. */
  readonly samples: AsyncIterable<SampleMessage>;
  /** And those that have just come to their end: `justOverMs`. */
  readonly openTasks: readonly Task[];
  /** The same of incidents. */
  readonly openIncidents: readonly Incident[];
  /** Draws judged in the last hours, for incidents and "2 of the last 3". */
  readonly recentDraws: readonly Draw[];
  readonly standards: readonly WarmUpStandard[];
  readonly openCommands: readonly DeviceCommand[];
  /** Of the last days, those that the hub itself decided on. */
  readonly tracedCommands: readonly DeviceCommand[];
  readonly dispatchPlans: PlansOnRecord;
  /** Of the last day, and those that wait. */
  readonly pushes: readonly Push[];
  /** Of stays that are not erased, and of the last day. */
  readonly recoveries: readonly RecoveryGrant[];
  readonly journey: JourneyMemory;
}

/** Messages of samples as they lie on disk, for a receiver with a thread of its own: nothing is parsed on the way there. */
export interface PackedSamples {
  /** Of the last message. */
  readonly seq: number;
  /** There may be more behind them. */
  readonly isFull: boolean;
  /** Each once. */
  readonly devices: readonly DeviceId[];
  /** JSON: `[[device, StoredSamples, …], …]`, in their order; what else a message says is for the store alone. */
  readonly messages: string;
}

/** What projections read: the facts and samples behind a durable cursor. */
export interface Feed {
  factsAfter(seq: number, limit: number, types?: readonly FactType[]): Promise<readonly RecordedFact[]>;
  /** Of at most `limit` commits, or parts of one; undefined where there is none. */
  samplesAfter(seq: number, limit: number): Promise<PackedSamples | undefined>;
  cursor(projection: string): Promise<number>;
  moveCursor(projection: string, seq: number): Promise<void>;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

export interface DrawQuery extends PageRequest {
  readonly from?: number;
  readonly to?: number;
  readonly outcome?: DrawOutcome;
  readonly space?: string;
  /** Of floor and riser, '' means that none is set. */
  readonly floor?: string;
  readonly riser?: string;
  readonly device?: string;
}

export interface DrawOnRecord {
  readonly draw: Draw;
  /** Empty while the tap runs, and where the closing fact has left after its years. */
  readonly curve: readonly CurvePoint[];
}

export interface IncidentQuery extends PageRequest {
  readonly open?: boolean;
  readonly kind?: Incident['kind'];
  readonly subject?: string;
}

export interface TaskQuery extends PageRequest {
  readonly states?: readonly TaskState[];
  readonly role?: string;
  readonly space?: string;
  readonly assignee?: string;
}

export interface TouchpointQuery extends PageRequest {
  readonly from?: number;
  readonly to?: number;
  readonly touchpoint?: string;
  readonly outcome?: string;
  /** The sender's reference. */
  readonly stay?: string;
  /** Standard id, any version: its cells. */
  readonly standard?: string;
  readonly space?: string;
  /** Of floor and riser, '' means that none is set. */
  readonly floor?: string;
  readonly riser?: string;
}

/** A row of the ledger with what it said before it was corrected, and the events that its proof names. */
export interface TouchpointOnRecord {
  readonly touchpoint: TouchpointEvent;
  /** Everything that was judged of it, the oldest first, by when the hub said it, Unix ms; the last is in force. */
  readonly said: readonly { readonly at: number; readonly touchpoint: TouchpointEvent }[];
  readonly told: readonly TouchpointEvent[];
}

export interface OutcomeQuery {
  readonly from: number;
  readonly to: number;
  /** Standard id, any version; unset: all promises of service. */
  readonly standard?: string;
  readonly missedOnly?: boolean;
}

/** How often something came out one way on one floor in one quarter of an hour. */
export type FloorCount = Pick<OutcomeCount, 'at' | 'floor' | 'outcome' | 'count'>;

/** How often something came out one way at one place in one quarter of an hour. */
export interface OutcomeCount {
  /** Without its version. */
  readonly standard: string;
  /** Start of the quarter, Unix ms. */
  readonly at: number;
  /** Of all three, '' where none is set. */
  readonly space: string;
  readonly floor: string;
  readonly riser: string;
  readonly outcome: string;
  /** A coded phrase: `late`, `never-hot`, `nothing-told`, `wrong:temperature`, `device:tea-l1`; '' where there is none. */
  readonly cause: string;
  readonly count: number;
}

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** What was judged of a standard on a floor, in each window that ends at an instant. */
export interface BurnRow {
  /** Without its version. */
  readonly standard: string;
  /** '' where none is set. */
  readonly floor: string;
  readonly judged: readonly number[];
  readonly missed: readonly number[];
}

/** Judged cells of one standard in one quarter of an hour. */
export interface DayCount {
  readonly standard: string;
  /** Start of the quarter, Unix ms. */
  readonly at: number;
  readonly met: number;
  readonly missed: number;
}

export interface StayQuery extends PageRequest {
  readonly from?: number;
  readonly to?: number;
  readonly state?: string;
  /** A room that the stay was given at any time. */
  readonly space?: string;
}

/** A stay with what is known of its touchpoints: its own cells and events, and the cells of days while it was there. */
export interface StayOnRecord {
  readonly record: StayRecord;
  readonly cells: readonly TouchpointEvent[];
  readonly events: readonly TouchpointEvent[];
}

export interface ServiceTallyQuery {
  readonly from: number;
  readonly to: number;
  readonly by: TallyKey;
  /** Standard id, any version; unset: all. */
  readonly standard?: string;
  /** The day of an instant in the property's zone. */
  readonly dayOf: (at: number) => string;
}

/** Cells of one key, counted. `seconds` of met and missed ones that have them, ascending. */
export interface ServiceTally {
  readonly key: string;
  readonly met: number;
  readonly missed: number;
  readonly noEvidence: number;
  readonly seconds: readonly number[];
}

export interface CommandQuery extends PageRequest {
  readonly device: string;
}

/** What is on record of journeys over a time, and what hangs together with it before and behind. */
export interface JourneyQuery {
  /** The id whose cells are wanted, any version. */
  readonly standard: string;
  readonly from: number;
  readonly to: number;
}

/** How many faults a device had, from each instant on; the first holds at `from`. */
export interface DeviceFaults {
  /** When the house got it; unset where nothing of it is on record. */
  readonly knownSince?: number;
  readonly counts: readonly ReadingMark[];
}

export interface RecoveryQuery extends PageRequest {
  readonly from?: number;
  readonly to?: number;
  /** The sender's reference. */
  readonly stay?: string;
}

export interface RecoveryOnRecord {
  readonly grant: RecoveryGrant;
  /** The sender's; unset where there was none, or it is erased. */
  readonly stayReference?: string;
}

export interface AuditQuery extends PageRequest {
  readonly from?: number;
  readonly to?: number;
  readonly action?: ActionKind;
  /** `user:li` */
  readonly by?: string;
}

export interface NotedActionOnRecord extends NotedAction {
  readonly id: string;
  readonly at: number;
}

export interface PushQuery extends PageRequest {
  readonly from?: number;
  readonly person?: string;
  readonly role?: string;
}

/** The read side of the store. Lists are newest first. */
export interface Records {
  draws(query: DrawQuery): Promise<Page<Draw>>;
  draw(id: string): Promise<DrawOnRecord | undefined>;
  drawsWithCurves(query: DrawQuery): Promise<Page<DrawOnRecord>>;
  tasks(query: TaskQuery): Promise<Page<Task>>;
  task(id: string): Promise<Task | undefined>;
  incidents(query: IncidentQuery): Promise<Page<Incident>>;
  touchpoints(query: TouchpointQuery): Promise<Page<TouchpointEvent>>;
  touchpoint(id: string): Promise<TouchpointOnRecord | undefined>;
  /** Cells of service. */
  cellOutcomes(query: OutcomeQuery): Promise<readonly OutcomeCount[]>;
  cellOutcomesByFloor(query: Omit<OutcomeQuery, 'missedOnly'>): Promise<readonly FloorCount[]>;
  /** Tasks by when they were opened, each as its history answers for it. */
  answeredTasks(span: TimeSpan): Promise<readonly AnsweredTask[]>;
  /** Draws under each outlet's primary standard, and cells of service. */
  judgedLately(query: { readonly at: number; readonly windowsMs: readonly number[] }): Promise<readonly BurnRow[]>;
  judgedCells(span: TimeSpan): Promise<readonly DayCount[]>;
  openTaskCauses(): Promise<readonly string[]>;
  /** What was told of at least once, as words: `type:milk-ready`. */
  toldWords(): Promise<ReadonlySet<string>>;
  standards(): Promise<readonly WarmUpStandard[]>;
  serviceStandards(): Promise<readonly ServiceStandard[]>;
  /** The latest arrivals first. */
  stays(query: StayQuery): Promise<Page<StayOnRecord>>;
  /** By the sender's reference. */
  stay(reference: string): Promise<StayOnRecord | undefined>;
  serviceTally(query: ServiceTallyQuery): Promise<readonly ServiceTally[]>;
  journeyOnRecord(query: JourneyQuery): Promise<JourneyOnRecord>;
  deviceFaults(device: string, range: { readonly from: number; readonly to: number }): Promise<DeviceFaults>;
  command(id: string): Promise<DeviceCommand | undefined>;
  commands(query: CommandQuery): Promise<Page<DeviceCommand>>;
  /** The rules in force; undefined where the house's own hold. */
  dispatchPlan(): Promise<DispatchPlan | undefined>;
  pushes(query: PushQuery): Promise<Page<Push>>;
  /** The audit log. */
  notedActions(query: AuditQuery): Promise<Page<NotedActionOnRecord>>;
  /** The export whose rows have this SHA-256, the first where it was given out more than once. */
  exportNoted(sha256: string): Promise<NotedActionOnRecord | undefined>;
  /** Of the days of a month, `2026-03`, in their order. */
  sealsOf(month: string): Promise<readonly Pick<Seal, 'day' | 'count' | 'sealedAt' | 'hash'>[]>;
  recoveries(query: RecoveryQuery): Promise<Page<RecoveryOnRecord>>;
  recovery(id: string): Promise<RecoveryOnRecord | undefined>;
}

/** Pictures of tasks, by the SHA-256 of their bytes in hex. */
export interface Photos {
  /** On disk when it resolves; the same one again is kept once. `at`: Unix ms, from when its time runs. */
  putPhoto(photo: { readonly id: string; readonly at: number; readonly bytes: Uint8Array }): Promise<void>;
  /** Undefined where it was never there, or its time is over. */
  photo(id: string): Promise<Uint8Array | undefined>;
}

/** Nothing is taken in, and nothing is known: the store cannot be written, or the hub is stopping. It may be asked again. */
export class HubAwayError extends Error {
  override readonly name = 'HubAwayError';
}

/** The live view of devices, from memory. @throws HubAwayError */
export interface DeviceViews {
  all(): readonly DeviceStatus[];
  one(id: string): DeviceStatus | undefined;
  spaces(): readonly Space[];
}

/** Embedded SQL in one file. The driver stays in store/; what needs tables of its own elsewhere is handed a file. */
export interface SqlFile {
  /** One transaction: all of it is on disk when this resolves with the number of rows changed, or none of it. */
  write(writes: readonly SqlWrite[]): Promise<number>;
  /** Reads what is committed. */
  read<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
}

export interface SqlWrite {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

export type SqlValue = null | number | string | Uint8Array;

// ---- people and credentials --------------------------------------------------------------------------------------------

export interface User {
  readonly name: string;
  readonly role: Role;
  /** scrypt, with its salt and parameters. */
  readonly passwordHash: string;
  readonly disabled: boolean;
}

export interface Token {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of a long random secret, hex. */
  readonly hash: string;
}

export interface Session {
  /** SHA-256 of the cookie's value, hex. */
  readonly hash: string;
  readonly user: string;
  readonly csrfToken: string;
  readonly expiresAt: number;
  /** Where it was begun from. Unset for those of before it was kept. */
  readonly address?: string;
  /** As the browser called itself. */
  readonly agent?: string;
  /** Where its phone can be woken; unset where its person did not ask for that. */
  readonly push?: PushSubscription;
}

/** How a locked phone is woken, as its browser says it (RFC 8030, RFC 8291). */
export interface PushSubscription {
  /** An address of the browser's push service. */
  readonly endpoint: string;
  /** The phone's public key, base64url. */
  readonly p256dh: string;
  /** What the phone knows a message by, base64url: a secret. */
  readonly auth: string;
  /** What the phone is to speak, a BCP 47 tag. */
  readonly language: string;
}

/** By which push services know the hub: a pair of P-256, base64url (RFC 8292). */
export interface PushKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * `taken` by the push service, which says nothing of the phone; `gone`: the browser has given the address up; `later`: the service may be
 * asked again; `refused`: it will say no again.
 */
export type Rung =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'later'; readonly why: string; readonly retryAfterMs?: number };

export interface PushSender {
  /** What a browser is to be told before it gives an address, base64url. */
  readonly publicKey: string;
  /** The hosts that the settings allow, `*.` for all that end so. */
  readonly services: readonly string[];
  /** Whether the settings allow the service that the address is of. */
  allows(endpoint: string): boolean;
  ring(phone: PushSubscription): Promise<Rung>;
}

/** What it takes to wake the phones of sessions. */
export interface PhoneCalls {
  readonly sender: PushSender;
  /** The phone is not there any more where its session said it was. On record when it resolves. @throws HubAwayError */
  forget(session: Session, push: PushSubscription): Promise<void>;
}

/** `put-…` takes the place of what is there under the same name; hashes are SHA-256, hex. A device's secret goes with the device. */
export type CredentialChange =
  | { readonly type: 'put-device-secret'; readonly device: DeviceId; readonly hash: string }
  | { readonly type: 'put-user'; readonly user: User }
  | { readonly type: 'put-token'; readonly token: Token }
  | { readonly type: 'delete-token'; readonly name: string }
  | { readonly type: 'put-session'; readonly session: Session }
  | { readonly type: 'delete-session'; readonly hash: string }
  /** Nothing where the session is over. */
  | { readonly type: 'put-push'; readonly session: string; readonly push: PushSubscription }
  /** Its phone is woken no more: nothing where its browser has said another place by now. */
  | { readonly type: 'drop-push'; readonly session: string; readonly push: PushSubscription };

/**
 * Who may sign in, as it is on disk; read from memory, so that 20,000 devices can come back in seconds. Changed by commits alone: no
 * change without the line of the audit log that goes with it.
 */
export interface Credentials {
  deviceSecretHash(id: string): string | undefined;
  user(name: string): User | undefined;
  users(): readonly User[];
  tokens(): readonly Token[];
  session(hash: string): Session | undefined;
  /** Those that have expired may be among them. */
  sessions(): readonly Session[];
  /** Those that have expired may be among them. */
  sessionsOf(user: string): readonly Session[];
}

// ---- history ---------------------------------------------------------------------------------------------------------------

export interface HistoryEntry {
  readonly facts: readonly RecordedFact[];
  readonly samples: PackedSamples;
}

export interface ReadingQuery {
  readonly device: string;
  readonly reading: string;
  readonly from: number;
  readonly to: number;
  /** The series is downsampled to at most this many points. */
  readonly points: number;
}

export interface ReadingPoint {
  /** Start of the interval, Unix ms. */
  readonly at: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

export const tallyKeys = ['day', 'space', 'floor', 'riser', 'standard'] as const;
export type TallyKey = (typeof tallyKeys)[number];

export interface TallyQuery {
  readonly from: number;
  readonly to: number;
  readonly by: TallyKey;
  /** Standard id, any version; unset: all. */
  readonly standard?: string;
  /** IANA; days are this zone's. */
  readonly timeZone: string;
}

export interface JudgedSpacesQuery extends Omit<TallyQuery, 'by'> {
  /** Which are looked for. */
  readonly spaces: readonly string[];
}

export type OutcomeSpan = Omit<TallyQuery, 'by'>;

/** Draws of the whole house in one quarter of an hour. */
export interface QuarterCount {
  /** Start of the quarter, Unix ms; the first and the last quarter of a range may be a part of one. */
  readonly at: number;
  /** Without its version. */
  readonly standard: string;
  readonly met: number;
  readonly missed: number;
  /** Among `missed`. */
  readonly neverHot: number;
  readonly unjudged: number;
}

/** Draws of one floor on one day. */
export interface DayFloorCount {
  /** Of the zone that was asked for, `2026-03-29`. */
  readonly day: string;
  /** '' where none is set. */
  readonly floor: string;
  readonly met: number;
  readonly missed: number;
  readonly unjudged: number;
}

/** Of all three places '' where none is set; one place may come several times. */
export interface PlaceMisses {
  readonly standard: string;
  readonly space: string;
  readonly floor: string;
  readonly riser: string;
  readonly missed: number;
}

/** Unset of each: all. '' where none is set. */
export interface PlaceFilter {
  readonly space?: string;
  readonly floor?: string;
  readonly riser?: string;
}

export interface JudgedCount {
  readonly met: number;
  readonly missed: number;
}

/** Draws by where and when they were met and missed: under each outlet's primary standard, or under the one that is asked for. */
export interface DrawOutcomes {
  byQuarter(span: OutcomeSpan): Promise<readonly QuarterCount[]>;
  byFloor(span: OutcomeSpan): Promise<readonly DayFloorCount[]>;
  missesByPlace(span: OutcomeSpan): Promise<readonly PlaceMisses[]>;
  /** Verdicts of a standard at any of the places, each counted once. */
  judgedAt(span: OutcomeSpan, places: readonly PlaceFilter[]): Promise<JudgedCount>;
  /** The spaces in which a draw was met or missed at all. */
  judgedIn(span: OutcomeSpan): Promise<ReadonlySet<string>>;
}

/** Draws of one key, counted; the domain makes rates of it. */
export type DrawTally = DrawCounts;

/** The time series. Two implementations, one contract: InfluxDB and the embedded one. Writing the same entry twice is one point. */
export interface History {
  readonly name: 'influxdb' | 'embedded';
  /** Rejects where all of it should be tried again, as does `writeSamples`; a point that can never be stored is set aside, not thrown. */
  writeFacts(facts: HistoryEntry['facts']): Promise<void>;
  writeSamples(samples: HistoryEntry['samples']): Promise<void>;
  /** Rejects with the reason where it cannot be reached. */
  ping(): Promise<void>;
  /** Unset where the history lives and dies with the hub's own store. */
  readonly marks?: Readonly<Record<keyof HistoryEntry, DeliveryMarks>>;
  readings(query: ReadingQuery): Promise<readonly ReadingPoint[]>;
  tally(query: TallyQuery): Promise<readonly DrawTally[]>;
  /** In how many of the spaces a draw was judged, by day; days on which it was in none may be missing. */
  judgedSpaces(query: JudgedSpacesQuery): Promise<ReadonlyMap<string, number>>;
  readonly outcomes: DrawOutcomes;
  /** Ends what it runs beside the hub; what is under way is written again at the next start. */
  close(): Promise<void>;
}

/** How far a receiver was told, in its own memory: one that lost its marks has lost what it was told as well. */
export interface DeliveryMarks {
  /** Those that it still has. */
  held(): Promise<readonly number[]>;
  /** Leaves `besides`, the mark before, where it is. */
  put(seq: number, besides: number): Promise<void>;
}

// ---- telling, and being watched --------------------------------------------------------------------------------------------

/** Facts as they happen. Called after the commit, in the order of `seq`. */
export interface LiveFacts {
  /** The last fact that was told; 0 before the first. */
  lastSeq(): number;
  /** Returns the way to stop listening. */
  subscribe(listener: (facts: readonly RecordedFact[]) => void): () => void;
}

export interface ReadinessCheck {
  readonly name: 'broker' | 'store' | 'history';
  readonly ok: boolean;
  /** What is wrong, where it is not ok. */
  readonly detail?: string;
}

export interface Readiness {
  /** Never rejects: what cannot be reached is a check that is not ok. */
  checks(): Promise<readonly ReadinessCheck[]>;
}

export interface MetricFamily {
  /** A Prometheus name with its unit: `hub_messages_refused_total`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

export interface Metrics {
  families(): readonly MetricFamily[];
}

/** A message as it came, for the engineer: no evidence. */
export interface TracedMessage {
  /** Hub clock, Unix ms. */
  readonly at: number;
  readonly channel: string;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** Of the whole payload. */
  readonly bytes: number;
  /** Its first characters, printable; unset where they say when a guest is in the room. */
  readonly text?: string;
}

/** Since the process started, in memory. */
export interface RecentMessages {
  /** The latest first. */
  of(device: string): readonly TracedMessage[];
}

/** The connections of devices and of staff, as far as the hub can end them. */
export interface DeviceConnections {
  /** Ends the device's connection where there is one. */
  disconnect(device: DeviceId): Promise<void>;
  /** Ends those of a user or token that has lost the right, with what waits for it. */
  disconnectStaff(name: string): Promise<void>;
}

/** What a projection could never deliver, kept for the engineer with its reason. Set aside twice is kept once. */
export interface DeadLetters {
  setAside(letter: DeadLetter): Promise<void>;
  /** The latest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  deadLetterCount(): Promise<number>;
}

export interface DeadLetter {
  readonly projection: string;
  readonly reason: string;
  /** As it would have been delivered, JSON. */
  readonly content: string;
}

// ---- devices, downwards -------------------------------------------------------------------------------------------------

/** The way out to MQTT: the embedded broker or the external one. QoS 1. */
export interface Downlink {
  publish(topic: string, payload: string, options: { readonly retain: boolean }): Promise<void>;
}

export interface DeviceDownlink {
  send(device: DeviceId, channel: DownlinkChannel, payload: unknown): Promise<void>;
}

/** What a message arrives as, from the embedded broker or an external one. */
export interface UplinkMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

/** Resolves when the message may be acknowledged, one promise for all that may together; rejects when it must not be (the store cannot write). */
export type Admit = (message: UplinkMessage) => Promise<void>;
