// The box beside a riser's circulation pump: runs it for a while when it is told to, and says how warm its cellar is. It knows
// that it gave current, never whether the pump turned.
import type { Command } from '../../envelope.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { DeviceLink } from '../network/device-link.ts';
import type { DeviceTime } from '../network/device-time.ts';
import { nextTurn, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { Pump } from '../water/pump.ts';
import { holdAllowed, numberIn, refusal } from './hold.ts';

export interface PumpController {
  start(): void;
  stop(): void;
  /** Undefined where it does not know the command. */
  obey(command: Command): Readonly<Record<string, unknown>> | undefined;
}

const cellarC = 28;
/** Of the cellar's own heater, against frost. */
const frostC = 8;

export function createPumpController(options: {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly pace: Pace;
  readonly link: DeviceLink;
  readonly time: DeviceTime;
  readonly pump: Pump;
}): PumpController {
  const { clock, random, pace, link, time, pump } = options;
  const phaseMs = pace.spread ? random.integer(0, pace.climateMs - 1) : 0;
  let cancel = () => {};

  function report(): void {
    const temperature = Math.round(random.normal(cellarC, 0.2) * 10) / 10;
    link.sendSample({ at: time.stamp(), temperature, setpoint: frostC });
    schedule();
  }

  function schedule(): void {
    cancel = clock.schedule(nextTurn(clock.now(), pace.climateMs, phaseMs), report);
  }

  return {
    start: schedule,
    stop: () => cancel(),
    obey(command) {
      if (command.command !== 'circulate') return undefined;
      const seconds = numberIn(command, 'seconds', holdAllowed);
      if (seconds === undefined) return refusal('seconds, 0 to 86400');
      pump.command(clock.now(), clock.now() + seconds * 1_000);
      return { running: seconds > 0 };
    },
  };
}
