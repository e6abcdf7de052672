// The one place where an input becomes facts. Deterministic: the same hotel and the same inputs give the same facts, so
// that a restart may replay samples and be again what it was. Everything it owns is in snapshots or in facts.
import type { DeviceId } from '../../devices/identifiers.ts';
import { createCalendar } from './calendar.ts';
import { type DeviceCommand, isTraced } from './command.ts';
import type { Decision } from './decision.ts';
import type { DeviceStatus } from './device-status.ts';
import { createDevice, type Device, describeDevice, snapshotDevice } from './devices/device.ts';
import { onMaintenance } from './devices/maintenance.ts';
import { takeSamples } from './devices/take-samples.ts';
import { createDispatchDesk } from './dispatch/dispatch-desk.ts';
import { onSetDispatch, onTaskShown } from './dispatch/on-dispatch.ts';
import { enforce, type PlansOnRecord } from './dispatch/plan-in-force.ts';
import type { Push } from './dispatch/push.ts';
import type { Draw } from './draw.ts';
import { createEnforcementDesk } from './enforcement/enforcement-desk.ts';
import { type EnforcementRules, houseEnforcementRules } from './enforcement/enforcement-rules.ts';
import type { Fact } from './facts.ts';
import { createForesightDesk } from './foresight/foresight-desk.ts';
import { type House, houseIncidentRules, type IncidentRules } from './house.ts';
import type { Incident } from './incident.ts';
import { onBrokerLink, silenceDueAt } from './incidents/outage.ts';
import { createWaterLog, isHotWater } from './incidents/water-log.ts';
import type { Input, Sample } from './inputs.ts';
import { emptyJourney, type JourneyMemory } from './journey/journey-state.ts';
import { createJourneys } from './journey/journeys.ts';
import { type FeedRulesByName, houseFeedRules } from './journey/silence.ts';
import { createCommandDesk } from './on-command.ts';
import { onDeviceInput, onDeviceTime } from './on-device.ts';
import { onGuestRequest, onRegister, onRevoke, onSpace, onStandard } from './on-registry.ts';
import { onTaskAction, onTaskTime } from './on-task.ts';
import type { DeviceRecord, Property, Space } from './property.ts';
import { createRecoveryDesk } from './recovery/recovery-desk.ts';
import type { RecoveryGrant } from './recovery/recovery-grant.ts';
import type { WarmUpStandard } from './standard.ts';
import { labelOf, type ServiceStandard } from './standards/service-standard.ts';
import type { Task } from './task.ts';
import type { TaskRules } from './tasks/assignment.ts';
import { onAddPhoto } from './tasks/photos.ts';
import { onStoreBack } from './tasks/store-task.ts';
import { createTaskBoard } from './tasks/task-board.ts';
import { createWakeQueue } from './wake-queue.ts';

export interface HotelSettings {
  readonly property: Property;
  readonly taskRules: TaskRules;
  readonly incidentRules?: IncidentRules;
  /** The latest version of each that is known. */
  readonly standards: readonly WarmUpStandard[];
  /** Ids of those that outlets are judged by, the primary one of each measuring point first. */
  readonly judgedBy: readonly string[];
  /** Promises of service that ship; unset: none but those on record. */
  readonly serviceStandards?: readonly ServiceStandard[];
  readonly feedRules?: FeedRulesByName;
  readonly enforcementRules?: EnforcementRules;
}

/** What is known from before; all empty in a new house. */
export interface HotelMemory {
  readonly startedAt: number;
  readonly spaces: readonly Space[];
  readonly devices: readonly DeviceStatus[];
  readonly snapshots: ReadonlyMap<string, { readonly state: string }>;
  /** And those that have just come to their end: `justOverMs`. */
  readonly openTasks: readonly Task[];
  /** The same of incidents. */
  readonly openIncidents: readonly Incident[];
  readonly recentDraws: readonly Draw[];
  readonly openCommands: readonly DeviceCommand[];
  /** Of the last days, those that the hub itself decided on; unset: none. */
  readonly tracedCommands?: readonly DeviceCommand[];
  readonly dispatchPlans: PlansOnRecord;
  /** Of the last day, and those that wait. */
  readonly pushes: readonly Push[];
  /** Of stays that are not erased, and of the last day. */
  readonly recoveries: readonly RecoveryGrant[];
  /** Unset: nothing is known of any stay. */
  readonly journey?: JourneyMemory;
  /** Every version that is known: a draw that began under an older one is told with that one's limit. */
  readonly standards: readonly WarmUpStandard[];
}

export type DeviceSnapshots = readonly { readonly device: DeviceId; readonly state: string }[];

export interface Hotel {
  apply(input: Input, now: number): Decision;
  /** Samples of before the restart, in order: they only bring the devices up to date, their facts are on record. */
  replay(device: string, samples: readonly Sample[], clock: 'device' | 'arrival', receivedAt: number): void;
  /** When `time-passed` is wanted next. */
  wakeAt(): number | undefined;
  device(id: string): DeviceStatus | undefined;
  /** As it was registered: what does not change with what it says. */
  recordOf(id: string): DeviceRecord | undefined;
  devices(): readonly DeviceStatus[];
  spaces(): readonly Space[];
  /** Snapshots of the devices whose state moved with facts since this was last asked. */
  takeTouched(): DeviceSnapshots;
  /** Snapshots of the devices with samples that no snapshot holds yet, a few at a time: much can happen between them. */
  takeDirty(): Iterable<DeviceSnapshots>;
}

/** A millisecond's work. */
const snapshotsAtOnce = 10;

export function createHotel(settings: HotelSettings, memory: HotelMemory): Hotel {
  const house = furnish(settings, memory);
  const commands = createCommandDesk(memory.openCommands);
  const dispatch = createDispatchDesk(house, memory.pushes, memory.startedAt);
  const journeys = createJourneys(house, {
    memory: memory.journey ?? emptyJourney,
    shipped: settings.serviceStandards ?? [],
    feedRules: settings.feedRules ?? houseFeedRules,
    startedAt: memory.startedAt,
  });
  const foresight = createForesightDesk(house, journeys.stays);
  const recoveries = createRecoveryDesk(house, journeys.stays, memory.recoveries);
  const enforcement = createEnforcementDesk({
    house,
    stays: journeys.stays,
    promise: journeys.promise,
    commands,
    rules: settings.enforcementRules ?? houseEnforcementRules,
    known: (memory.tracedCommands ?? []).filter(isTraced),
    startedAt: memory.startedAt,
  });
  const sleepers = createWakeQueue<string>();

  for (const device of house.devices.values()) wish(device);
  for (const task of house.board.all()) wishForTask(task);
  for (const command of memory.openCommands) sleepers.want(`command:${command.id}`, command.expiresAt);

  function wish(device: Device): void {
    const ownAt = house.linkDown ? undefined : device.behaviour.wakeAt(house.silenceFrom);
    const at = Math.min(silenceDueAt(house, device) ?? Number.POSITIVE_INFINITY, ownAt ?? Number.POSITIVE_INFINITY);
    if (at !== Number.POSITIVE_INFINITY) sleepers.want(`device:${device.record.id}`, at);
  }

  function wishForTask(task: Task): void {
    if (task.heldUntil !== undefined) sleepers.want(`task:${task.id}`, task.heldUntil);
  }

  function wakeDue(now: number): Fact[] {
    const facts: Fact[] = [];
    for (const sleeper of sleepers.takeDue(now)) {
      const [kind, id] = split(sleeper);
      if (kind === 'device') {
        const device = house.devices.get(id);
        if (device === undefined) continue;
        const told = onDeviceTime(house, device, now);
        if (told.length > 0) house.touched.add(device);
        facts.push(...told);
        wish(device);
      } else if (kind === 'task') {
        facts.push(...onTaskTime(house, id, now));
        const task = house.board.find(id);
        if (task !== undefined) wishForTask(task);
      } else {
        facts.push(...commands.expire(id, now));
      }
    }
    return facts;
  }

  function decide(input: Input, now: number): Decision {
    switch (input.type) {
      case 'samples':
      case 'device-event':
      case 'presence':
      case 'about':
      case 'message-refused':
        return onDeviceInput(house, input, now);
      case 'reply':
        return commands.reply(house, input, now);
      case 'send-command':
        return commands.send(house, input, now);
      case 'broker-link':
        return { facts: onBrokerLink(house, input.up, now) };
      case 'store-back':
        return { facts: onStoreBack(house, input, now) };
      case 'time-passed':
        return {
          facts: [
            ...wakeDue(now),
            ...journeys.timePassed(now),
            ...enforcement.timePassed(now),
            ...dispatch.timePassed(now),
          ],
        };
      case 'register-device':
        return onRegister(house, input);
      case 'revoke-device':
        return onRevoke(house, input, now);
      case 'set-maintenance':
        return onMaintenance(house, input, now);
      case 'set-space':
        return onSpace(house, input);
      case 'set-standard':
        return onStandard(house, input);
      case 'grant-recovery':
        return recoveries.grant(input, now);
      case 'set-dispatch':
        return onSetDispatch(house, input, now);
      case 'task-shown':
        return onTaskShown(house, input, now);
      case 'phones-listening':
        dispatch.hear(input.phones);
        return { facts: [] };
      case 'stay-event':
        return journeys.takeStayEvent(input, now);
      case 'tell-touchpoint':
        return journeys.takeTouchpoint(input, now);
      case 'set-service-standard':
        return journeys.setStandard(input, now);
      case 'erase-stays':
        return journeys.erase(input);
      case 'note-action':
        return { facts: [{ type: 'action-noted', noted: input.noted }] };
      case 'guest-request':
        return onGuestRequest(house, input, now);
      case 'task-action':
        return onTaskAction(house, input, now);
      case 'add-photo':
        return onAddPhoto(house, input, now);
    }
  }

  /** What the house makes of what was decided, the decision's own facts first. */
  function follow(decided: readonly Fact[], now: number): Fact[] {
    const identified = journeys.identify(decided, now);
    const told = [...identified, ...journeys.follow(identified, now)];
    foresight.follow(told);
    enforcement.follow(told, now);
    return [...told, ...dispatch.follow(told, now)];
  }

  return {
    apply(input, now) {
      foresight.prepare(input, now);
      const decided = decide(input, now);
      // Most samples say nothing new: nobody has anything to follow then.
      const decision = decided.facts.length === 0 ? decided : { ...decided, facts: follow(decided.facts, now) };
      if ('device' in input) {
        const device = house.devices.get(input.device);
        if (device !== undefined) wish(device);
        if (device !== undefined && decision.facts.length > 0) house.touched.add(device);
      }
      // What happens to one device can give others a new deadline: the end of an outage, a standard that was changed.
      for (const device of input.type === 'broker-link' ? house.devices.values() : house.touched) wish(device);
      for (const fact of decision.facts) {
        if (fact.type === 'task-changed') wishForTask(fact.task);
        if (fact.type === 'command-changed' && fact.command.state === 'sent') {
          sleepers.want(`command:${fact.command.id}`, fact.command.expiresAt);
        }
      }
      return decision;
    },
    replay(id, samples, clock, receivedAt) {
      const device = house.devices.get(id);
      if (device === undefined) return;
      takeSamples(device, samples, clock, receivedAt);
      device.lastHeardAt = receivedAt;
      wish(device);
    },
    wakeAt: () => earliest(sleepers.nextAt(), dispatch.wakeAt(), journeys.wakeAt(), enforcement.wakeAt()),
    device(id) {
      const device = house.devices.get(id);
      return device === undefined ? undefined : describeDevice(device);
    },
    recordOf: (id) => house.devices.get(id)?.record,
    devices: () => [...house.devices.values()].map(describeDevice),
    spaces: () => [...house.spaces.values()],
    takeTouched() {
      if (house.touched.size === 0) return [];
      const touched = [...house.touched];
      house.touched.clear();
      return touched.map(takeSnapshot);
    },
    *takeDirty() {
      const dirty = [...house.devices.values()].filter((one) => one.dirty);
      for (let from = 0; from < dirty.length; from += snapshotsAtOnce) {
        const still = dirty
          .slice(from, from + snapshotsAtOnce)
          .filter((one) => one.dirty && house.devices.get(one.record.id) === one);
        yield still.map(takeSnapshot);
      }
    },
  };
}

function furnish(settings: HotelSettings, memory: HotelMemory): House {
  const spaces = new Map(memory.spaces.map((space) => [space.id as string, space]));
  const everyStandard = [...memory.standards, ...settings.standards];
  const standards = new Map(everyStandard.map((one) => [labelOf(one), one]));
  const house: House = {
    property: settings.property,
    rules: settings.taskRules,
    incidentRules: settings.incidentRules ?? houseIncidentRules,
    board: createTaskBoard(memory.openTasks),
    spaces,
    devices: new Map(),
    standards,
    currentStandards: settings.judgedBy.flatMap((id) => settings.standards.find((one) => one.id === id) ?? []),
    dispatch: enforce(memory.dispatchPlans, settings.property.timeZone),
    incidents: byId(memory.openIncidents.filter(({ closedAt }) => closedAt === undefined)),
    justOver: byId(memory.openIncidents.filter(({ closedAt }) => closedAt !== undefined)),
    water: createWaterLog(memory.recentDraws.filter((draw) => isHotWater(standards, draw))),
    calendar: createCalendar(settings.property.timeZone),
    silenceFrom: memory.startedAt,
    touched: new Set(),
    linkDown: false,
  };
  for (const status of memory.devices) {
    const { id, space } = status.record;
    const where = spaces.get(space) ?? { id: space, kind: 'other' };
    const state = memory.snapshots.get(id)?.state;
    house.devices.set(id, createDevice(status.record, where, house.currentStandards, status, state));
  }
  return house;
}

function byId(incidents: readonly Incident[]): Map<string, Incident> {
  return new Map(incidents.map((one) => [one.id, one]));
}

function takeSnapshot(device: Device): DeviceSnapshots[number] {
  device.dirty = false;
  return { device: device.record.id, state: snapshotDevice(device) };
}

function earliest(...instants: readonly (number | undefined)[]): number | undefined {
  let first: number | undefined;
  for (const at of instants) if (at !== undefined && (first === undefined || at < first)) first = at;
  return first;
}

function split(sleeper: string): [kind: string, id: string] {
  const colon = sleeper.indexOf(':');
  return [sleeper.slice(0, colon), sleeper.slice(colon + 1)];
}
