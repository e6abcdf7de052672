// The house: rooms on floors and risers, how their pipes run, what hangs on the wall. The hub's registry is filled from the
// descriptions; the plumbing is known to nobody but the water.
import type { DeviceKind } from '../identifiers.ts';
import { createRandom, type Random } from './random.ts';

export interface SpaceDescription {
  readonly id: string;
  readonly kind: 'room' | 'lobby' | 'corridor' | 'gym' | 'plant-room' | 'other';
  readonly floor: string;
  readonly riser?: string;
}

export interface DeviceDescription {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly space: string;
  readonly floor: string;
  readonly riser?: string;
  /** Hot-water sensors only. */
  readonly sensor?: {
    readonly point: 'hot-branch' | 'mixed-outlet';
    /** As commissioning measured it: near the truth. 0 where it is not worth correcting. Seconds. */
    readonly tauS: number;
    readonly resolutionC: number;
  };
}

export interface RoomPlan {
  readonly space: SpaceDescription & { readonly riser: string };
  readonly sensor: DeviceDescription & { readonly sensor: NonNullable<DeviceDescription['sensor']> };
  readonly controller: DeviceDescription;
  /** Of the take-off, from the plant. */
  readonly metres: number;
  /** Between riser and measuring point, litres. */
  readonly branchL: number;
  readonly trueTauS: number;
  readonly switchOnly: boolean;
}

export interface PumpPlan {
  readonly space: SpaceDescription & { readonly riser: string };
  readonly device: DeviceDescription;
}

export interface HouseOptions {
  readonly seed: string | number;
  readonly rooms?: number;
  /** Names from the lowest up; they begin the room numbers. */
  readonly floors?: readonly string[];
  readonly risers?: number;
  readonly lobby?: boolean;
  /** A breakfast room, a snack bar and a gym, each with dispensers of its own. */
  readonly amenities?: boolean;
  /** Pumps, panels and the bottle cabinet can be asked for something; each riser's pump then has a controller. */
  readonly controls?: boolean;
  /** Share of rooms measured behind the mixer. */
  readonly mixedShare?: number;
  /** Share of sensors with a flow switch instead of a meter. */
  readonly switchShare?: number;
}

export interface HousePlan {
  readonly spaces: readonly SpaceDescription[];
  readonly devices: readonly DeviceDescription[];
  readonly rooms: readonly RoomPlan[];
  readonly dispensers: readonly DispenserPlan[];
  readonly pumps: readonly PumpPlan[];
  readonly riserMetres: number;
}

const metresToFirstFloor = 8;
const metresAFloor = 3.2;

const usualHouse = {
  rooms: 40,
  floors: ['12', '13', '14', '15'],
  risers: 5,
  lobby: true,
  amenities: false,
  controls: false,
  mixedShare: 0.05,
  switchShare: 0.05,
};

/** The same seed gives the same house: it can be planned before there is a hub to connect to. */
export function planHouse(options: HouseOptions): HousePlan {
  const house = { ...usualHouse, ...options };
  const rooms = planRooms(house, createRandom(options.seed).fork('building'));
  const { spaces, dispensers } = planDispensers(house);
  const pumps = house.controls ? planPumps(rooms) : [];
  return {
    spaces: [...rooms.map(({ space }) => space), ...spaces, ...pumps.map(({ space }) => space)],
    devices: [
      ...rooms.flatMap(({ sensor, controller }) => [sensor, controller]),
      ...dispensers.map(({ device }) => device),
      ...pumps.map(({ device }) => device),
    ],
    rooms,
    dispensers,
    pumps,
    riserMetres: metresToFirstFloor + metresAFloor * (house.floors.length + 1),
  };
}

/** Each in a place of its own in the plant: the place names the riser. */
function planPumps(rooms: readonly RoomPlan[]): readonly PumpPlan[] {
  return [...new Set(rooms.map(({ space }) => space.riser))].map((riser) => {
    const space: PumpPlan['space'] = { id: `pump-${riser}`, kind: 'plant-room', floor: 'P', riser };
    return { space, device: { id: space.id, kind: 'room-controller', space: space.id, floor: 'P', riser } };
  });
}

function planRooms(house: Required<HouseOptions>, random: Random): readonly RoomPlan[] {
  const perFloor = Math.ceil(house.rooms / house.floors.length);
  return Array.from({ length: house.rooms }, (_, index) => {
    const level = Math.floor(index / perFloor);
    const column = index % perFloor;
    const floor = house.floors[level]!;
    const number = `${floor}${String(column + 1).padStart(2, '0')}`;
    // Bathrooms stand back to back: neighbours share a riser.
    const riser = `r${1 + Math.floor((column * house.risers) / perFloor)}`;
    return planRoom(house, { number, floor, riser, level }, random.fork(number));
  });
}

function planRoom(
  house: Required<HouseOptions>,
  place: { readonly number: string; readonly floor: string; readonly riser: string; readonly level: number },
  random: Random,
): RoomPlan {
  const { number, floor, riser, level } = place;
  const mixed = random.chance(house.mixedShare);
  const fastProbe = random.chance(0.3);
  const trueTauS = fastProbe ? 0.15 : random.between(1.2, 4.5);
  const tauS = fastProbe ? 0 : Math.round(trueTauS * random.normal(1, 0.015) * 100) / 100;
  const where = { space: number, floor, riser };
  return {
    space: { id: number, kind: 'room', floor, riser },
    sensor: {
      id: `hw-${number}`,
      kind: 'hot-water-sensor',
      ...where,
      sensor: { point: mixed ? 'mixed-outlet' : 'hot-branch', tauS, resolutionC: random.pick([0.0625, 0.1]) },
    },
    controller: { id: `rc-${number}`, kind: 'room-controller', ...where },
    metres: metresToFirstFloor + metresAFloor * level,
    branchL: branchLitres(random),
    trueTauS,
    switchOnly: random.chance(house.switchShare),
  };
}

/** Most bathrooms are piped well, some at the edge of ten seconds, a few badly. */
function branchLitres(random: Random): number {
  const lot = random.next();
  if (lot < 0.8) return random.between(0.35, 1);
  return lot < 0.93 ? random.between(1, 1.5) : random.between(1.6, 2.1);
}

export interface DispenserPlan {
  readonly device: DeviceDescription;
  readonly making: 'tea' | 'water' | 'bottles';
  /** Of the lobby's crowd. */
  readonly share: number;
}

function planDispensers({ lobby, amenities, floors }: Required<HouseOptions>): {
  readonly spaces: readonly SpaceDescription[];
  readonly dispensers: readonly DispenserPlan[];
} {
  const corridors = floors.map((floor): SpaceDescription => ({ id: `corridor-${floor}`, kind: 'corridor', floor }));
  const onFloors = corridors.map(({ id, floor }) => waterAt(`water-floor-${floor}`, { space: id, floor }, 0.15));
  return {
    spaces: [...(lobby ? [lobbySpace] : []), ...corridors, ...(amenities ? amenitySpaces : [])],
    dispensers: [...(lobby ? lobbyDispensers : []), ...onFloors, ...(amenities ? amenityDispensers : [])],
  };
}

function waterAt(id: string, where: { readonly space: string; readonly floor: string }, share: number): DispenserPlan {
  return { device: { id, kind: 'water-dispenser', ...where }, making: 'water', share };
}

const lobbySpace: SpaceDescription = { id: 'lobby', kind: 'lobby', floor: '1' };
const inLobby = { space: 'lobby', floor: '1' };
const lobbyDispensers: readonly DispenserPlan[] = [
  { device: { id: 'tea-lobby-1', kind: 'tea-dispenser', ...inLobby }, making: 'tea', share: 1 },
  waterAt('water-lobby-1', inLobby, 0.5),
  { device: { id: 'bottles-lobby-1', kind: 'water-dispenser', ...inLobby }, making: 'bottles', share: 0.4 },
];

const amenitySpaces: readonly SpaceDescription[] = [
  { id: 'breakfast', kind: 'other', floor: '1' },
  { id: 'snack-bar', kind: 'other', floor: '1' },
  { id: 'gym', kind: 'gym', floor: '1' },
];
const atBreakfast = { space: 'breakfast', floor: '1' };
const amenityDispensers: readonly DispenserPlan[] = [
  { device: { id: 'tea-breakfast-1', kind: 'tea-dispenser', ...atBreakfast }, making: 'tea', share: 0.4 },
  waterAt('water-breakfast-1', atBreakfast, 0.4),
  waterAt('water-snack-1', { space: 'snack-bar', floor: '1' }, 0.2),
  waterAt('water-gym-1', { space: 'gym', floor: '1' }, 0.1),
];
