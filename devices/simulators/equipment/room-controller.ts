// The panel on the wall: climate that follows its setpoint, door, card, whether somebody is in, and the guest's call.
import type { HotelClock } from '../hotel-clock.ts';
import type { DeviceLink } from '../network/device-link.ts';
import type { DeviceTime } from '../network/device-time.ts';
import { nextTurn, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { EventIds } from './event-ids.ts';

export interface RoomController {
  start(): void;
  stop(): void;
  guestComes(): void;
  guestLeaves(): void;
  /** The room is made ready for whoever comes next. */
  prepare(): void;
  /** What the panel told the hub. */
  request(request: string, note?: string): { readonly id: string; readonly at: number };
  /** As it truly is. */
  airC(): number;
}

const comfortC = 23;
const setbackC = 27;
const welcomeC = 24;
/** Time constant of a room's air behind its fan coil. */
const airS = 20 * 60;

export function createRoomController(options: {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly pace: Pace;
  readonly link: DeviceLink;
  readonly time: DeviceTime;
  readonly eventIds: EventIds;
}): RoomController {
  const { clock, random, pace, link, time, eventIds } = options;
  const phaseMs = pace.spread ? random.integer(0, pace.climateMs - 1) : 0;
  let occupied = false;
  let setpointC = setbackC;
  let airC = random.normal(26, 0.5);
  let cancel = () => {};

  function report(): void {
    airC = setpointC + (airC - setpointC) * Math.exp(-pace.climateMs / 1000 / airS);
    link.sendSample({
      at: time.stamp(),
      temperature: round(random.normal(airC, 0.08)),
      setpoint: setpointC,
      humidity: Math.round(random.normal(52, 2)),
      occupied,
      mode: 'cool',
    });
    schedule();
  }

  function schedule(): void {
    cancel = clock.schedule(nextTurn(clock.now(), pace.climateMs, phaseMs), report);
  }

  function tell(type: string, data: Readonly<Record<string, unknown>>) {
    const event = { id: eventIds.next(), at: time.stamp(), type, ...data };
    link.sendEvent(event);
    return event;
  }

  function passDoor(): void {
    tell('door', { open: true });
    tell('door', { open: false });
  }

  return {
    start: schedule,
    stop: () => cancel(),
    guestComes() {
      passDoor();
      tell('card', { inserted: true });
      occupied = true;
      setpointC = comfortC + random.integer(-2, 2);
    },
    guestLeaves() {
      tell('card', { inserted: false });
      passDoor();
      occupied = false;
      setpointC = setbackC;
    },
    prepare() {
      setpointC = welcomeC;
    },
    request: (request, note) => tell('request', { request, ...(note === undefined ? {} : { note }) }),
    airC: () => airC,
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
