// The panel on the wall: climate that follows its setpoint, door, card, whether somebody is in, and the guest's call.
import type { Command } from '../../envelope.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { DeviceLink } from '../network/device-link.ts';
import type { DeviceTime } from '../network/device-time.ts';
import { nextTurn, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { EventIds } from './event-ids.ts';
import { createHold, holdAllowed, numberIn, refusal } from './hold.ts';

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
  /** What the hub asks for holds while nobody is in; undefined where it does not know the command. */
  obey(command: Command): Readonly<Record<string, unknown>> | undefined;
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
  const asked = createHold<number>(clock);
  let occupied = false;
  let setpointC = setbackC;
  let airC = random.normal(26, 0.5);
  let cancel = () => {};

  const wantedC = () => (occupied ? setpointC : (asked.value() ?? setpointC));

  function report(): void {
    airC = wantedC() + (airC - wantedC()) * Math.exp(-pace.climateMs / 1000 / airS);
    link.sendSample({
      at: time.stamp(),
      temperature: round(random.normal(airC, 0.08)),
      setpoint: wantedC(),
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
    obey(command) {
      if (command.command !== 'setpoint' && command.command !== 'scene') return undefined;
      const seconds = numberIn(command, 'seconds', holdAllowed);
      if (seconds === undefined) return refusal('seconds, 0 to 86400');
      if (command.command === 'scene') {
        const scene = seconds > 0 ? command['scene'] : 'standby';
        if (typeof scene !== 'string') return refusal('a scene');
        tell('scene', { scene });
        return { scene };
      }
      const temperature = numberIn(command, 'temperature', [16, 30]);
      if (temperature === undefined) return refusal('temperature, 16 to 30');
      asked.hold(temperature, seconds);
      return { setpoint: wantedC() };
    },
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
