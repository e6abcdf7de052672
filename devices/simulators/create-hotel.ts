// A simulated hotel: one real MQTT client per device, a day's rhythm of guests, water that follows physics, and the truth
// about every draw it made. Seeded: the same seed and clock give the same day.
import { type DeviceDescription, type HouseOptions, planHouse, type SpaceDescription } from './building.ts';
import { createDispenserPost } from './dispenser-post.ts';
import type { Dispenser } from './equipment/dispenser.ts';
import type { HotWaterSensor } from './equipment/hot-water-sensor.ts';
import type { RoomController } from './equipment/room-controller.ts';
import type { Rhythm } from './guests/room-day.ts';
import type { HotelClock } from './hotel-clock.ts';
import type { HotelContext, HotelDevice } from './hotel-context.ts';
import { type HotelFaults, usualFaults } from './hotel-faults.ts';
import { createHotelRoom } from './hotel-room.ts';
import { localMidnight } from './local-midnight.ts';
import type { DeviceLink } from './network/device-link.ts';
import { livePace, type Pace } from './pace.ts';
import { createPumpPost } from './pump-post.ts';
import { createRandom } from './random.ts';
import { createTimetable } from './timetable.ts';
import type { DispenserRecorder } from './truth/dispenser-recorder.ts';
import type { TrueDraw } from './truth/true-draw.ts';
import { createPlant } from './water/plant.ts';
import { createPump, type Pump, type PumpSchedule } from './water/pump.ts';
import { createRiser, type Riser, usualRiser } from './water/riser.ts';

export interface HotelOptions extends HouseOptions {
  readonly property: string;
  /** The hub's clock: virtual in tests, the system's in the demo. */
  readonly clock: HotelClock;
  readonly connect: { readonly url: string };
  /** The password of a device. Asked once, when the hotel is made. */
  readonly credentials: (device: string) => string;
  readonly rhythm?: Rhythm;
  /** Share of rooms that are let. */
  readonly occupancy?: number;
  /** Rooms without guests, whatever the occupancy. */
  readonly vacant?: readonly string[];
  readonly faults?: Partial<HotelFaults>;
  readonly pace?: Pace;
  readonly utcOffsetHours?: number;
  /** Of the circulation, local; unset: it never rests. */
  readonly pumpHours?: PumpSchedule['hours'];
  /** Of the lobby's tea at the start, %. */
  readonly leavesPercent?: number;
  /** Dispensers that only those use who are told to. */
  readonly crowdless?: readonly string[];
}

export interface HotelTruth {
  /** Every draw that is over, by device and in order. */
  readonly draws: readonly TrueDraw[];
}

export interface Hotel {
  readonly spaces: readonly SpaceDescription[];
  readonly devices: readonly DeviceDescription[];
  start(): void;
  /** Says goodbye on every connection: no last wills. */
  stop(): Promise<void>;
  truth(): HotelTruth;
  /** Devices that are signed in now. */
  onlineCount(): number;
  /** The parts, by device id, for whoever tells them what to do. */
  readonly sensors: ReadonlyMap<string, HotWaterSensor>;
  readonly controllers: ReadonlyMap<string, RoomController>;
  readonly dispensers: ReadonlyMap<string, Dispenser>;
  drop(device: string, offlineMs: number): void;
  /** What dispensers truly gave and held. */
  readonly recorders: ReadonlyMap<string, DispenserRecorder>;
  /** When a device could not be heard. */
  silencesOf(device: string): ReturnType<DeviceLink['silences']>;
  /** By riser. */
  readonly pumps: ReadonlyMap<string, Pump>;
}

const dayMs = 24 * 3_600_000;
/** Between two sign-ins, so that a hotel does not knock all at once. */
const signInEveryMs = 8;

export function createHotel(options: HotelOptions): Hotel {
  const { clock } = options;
  const faults = { ...usualFaults, ...options.faults };
  const utcOffsetHours = options.utcOffsetHours ?? 8;
  const context: HotelContext = {
    clock,
    faults,
    pace: options.pace ?? livePace,
    random: createRandom(options.seed),
    url: options.connect.url,
    property: options.property,
    credentials: options.credentials,
    controls: options.controls ?? false,
  };
  const life = { rhythm: options.rhythm ?? 'day', occupancy: options.occupancy ?? 0.8 };

  const lifeIn = (room: string) => (options.vacant?.includes(room) ? { ...life, occupancy: 0 } : life);
  const house = planHouse(options);
  const plant = createPlant({ setpointC: 59, utcOffsetHours, outages: faults.plantOutages });
  const risers = new Map(house.rooms.map(({ space }) => [space.riser, makeRiser(space.riser)]));
  function makeRiser(name: string): Riser {
    return createRiser({
      plumbing: { ...usualRiser, metres: house.riserMetres },
      pump: createPump(
        { hours: options.pumpHours ?? [[0, 24]], failures: faults.pumpFailures[name] ?? [] },
        utcOffsetHours,
      ),
      plantC: plant.temperatureC,
      startAt: clock.now(),
    });
  }

  const rooms = house.rooms.map((plan) =>
    createHotelRoom(context, plan, risers.get(plan.space.riser)!, lifeIn(plan.space.id)),
  );
  const posts = house.dispensers.map((plan) =>
    createDispenserPost(context, plan, {
      rhythm: life.rhythm,
      rooms: house.rooms.length,
      leavesPercent: options.leavesPercent ?? 70,
      hasCrowd: options.crowdless?.includes(plan.device.id) !== true,
    }),
  );
  const pumpPosts = house.pumps.map((plan) => createPumpPost(context, plan, risers.get(plan.space.riser)!.pump));
  const parts = [...rooms, ...posts, ...pumpPosts];
  const devices: readonly HotelDevice[] = [
    ...rooms.flatMap((room) => room.devices),
    ...posts.map(({ device }) => device),
    ...pumpPosts.map(({ device }) => device),
  ];
  const links = new Map(devices.map(({ id, link }) => [id, link]));
  const timetable = createTimetable(clock);

  function linkOf(device: string): DeviceLink {
    const link = links.get(device);
    if (link === undefined) throw new Error(`No device ${device} in the simulated hotel.`);
    return link;
  }

  function liveDay(dayStart: number): void {
    for (const part of parts) part.live(dayStart);
    timetable.at(dayStart + dayMs, () => liveDay(dayStart + dayMs));
  }

  return {
    spaces: house.spaces,
    devices: house.devices,
    start() {
      const startAt = clock.now();
      for (const [index, { link }] of devices.entries()) timetable.at(startAt + index * signInEveryMs, link.start);
      for (const part of parts) part.start();
      liveDay(localMidnight(startAt, utcOffsetHours));
    },
    async stop() {
      timetable.stop();
      for (const part of parts) part.stop();
      await Promise.all(devices.map(({ link }) => link.stop()));
    },
    truth: () => ({ draws: rooms.flatMap((room) => room.draws()) }),
    onlineCount: () => devices.filter(({ link }) => link.isOnline()).length,
    sensors: new Map(rooms.map((room, index) => [house.rooms[index]!.sensor.id, room.sensor])),
    controllers: new Map(rooms.map((room, index) => [house.rooms[index]!.controller.id, room.controller])),
    dispensers: new Map(posts.map(({ device, dispenser }) => [device.id, dispenser])),
    recorders: new Map(posts.map(({ device, recorder }) => [device.id, recorder])),
    drop: (device, offlineMs) => linkOf(device).drop(offlineMs),
    silencesOf: (device) => linkOf(device).silences(),
    pumps: new Map([...risers].map(([name, riser]) => [name, riser.pump])),
  };
}
