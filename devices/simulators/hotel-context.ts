// What every part of the simulated hotel needs of its surroundings, and how a device of any kind is put on the network.
import type { Command } from '../envelope.ts';
import type { DeviceDescription } from './building.ts';
import { createEventIds, type EventIds } from './equipment/event-ids.ts';
import type { HotelClock } from './hotel-clock.ts';
import type { HotelFaults } from './hotel-faults.ts';
import { createDeviceLink, type DeviceLink } from './network/device-link.ts';
import { createDeviceTime, type DeviceTime } from './network/device-time.ts';
import type { Pace } from './pace.ts';
import type { Random } from './random.ts';

export interface HotelContext {
  readonly clock: HotelClock;
  readonly pace: Pace;
  readonly faults: HotelFaults;
  readonly random: Random;
  readonly url: string;
  readonly property: string;
  readonly credentials: (device: string) => string;
  /** Panels and the bottle cabinet can be asked for something. */
  readonly controls: boolean;
}

/** What a device of one kind adds to what all do. */
export interface DeviceTalk {
  readonly model: string;
  /** What it can be asked for, as its `about` says it. */
  readonly capabilities?: readonly string[];
  /** Undefined where the kind does not know the command. */
  onCommand?(command: Command): Readonly<Record<string, unknown>> | undefined;
  onIdleSeconds?(seconds: number): void;
}

export interface HotelDevice {
  readonly id: string;
  readonly random: Random;
  readonly link: DeviceLink;
  readonly time: DeviceTime;
  readonly eventIds: EventIds;
}

/** What a device may be asked to wait between its reports, seconds. */
const idleSecondsAllowed = { least: 10, most: 240 };

export function createHotelDevice(context: HotelContext, device: DeviceDescription, talk: DeviceTalk): HotelDevice {
  const { clock, faults } = context;
  const random = context.random.fork(device.id);
  const time = createDeviceTime({
    clock,
    offsetMs: random.normal(0, 500),
    driftPpm: random.chance(faults.driftingShare) ? random.pick([-380, 380]) : random.normal(0, 15),
  });

  function answer(command: Command): Readonly<Record<string, unknown>> | undefined {
    // A command that waited too long for the device must not be acted on any more.
    const expiresAt = command['expiresAt'];
    if (typeof expiresAt === 'number' && expiresAt < clock.now()) return { ok: false, error: 'expired' };
    if (command.command === 'identify') return { model: talk.model, blinks: 10 };
    if (command.command === 'time') return { at: time.stamp() };
    return talk.onCommand?.(command);
  }

  function configure(config: Readonly<Record<string, unknown>>): readonly string[] {
    if (typeof config['time'] === 'number') time.synchronise();
    const seconds = config['idleSeconds'];
    if (typeof seconds !== 'number' || talk.onIdleSeconds === undefined) return [];
    const granted = Math.min(Math.max(Math.round(seconds), idleSecondsAllowed.least), idleSecondsAllowed.most);
    talk.onIdleSeconds(granted);
    return [`idle-seconds-${granted}`];
  }

  const link = createDeviceLink({
    clock,
    random: random.fork('link'),
    url: context.url,
    property: context.property,
    id: device.id,
    kind: device.kind,
    password: context.credentials(device.id),
    model: talk.model,
    capabilities: talk.capabilities ?? [],
    duplicateShare: faults.duplicateShare,
    onCommand: answer,
    onConfig: configure,
  });
  return { id: device.id, random, link, time, eventIds: createEventIds(clock.now()) };
}
