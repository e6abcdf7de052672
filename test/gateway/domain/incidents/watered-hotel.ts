// Twelve rooms on three floors and four risers whose taps are opened by the clock on the wall, day after day.
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { Sample } from '../../../../gateway/domain/inputs.ts';
import type { SensorRecord } from '../../../../gateway/domain/property.ts';
import { minute, openSmallHotel, room, type SmallHotelParts } from '../small-hotel.ts';

/** How a tap runs: hot after so many seconds, to so many degrees, for so long. */
export interface Run {
  readonly hotAfterS: number;
  readonly forS?: number;
  readonly hotC?: number;
  /** Unset: 8. `switch`: a sensor that has no meter. */
  readonly flow?: number | 'switch';
}

export const good: Run = { hotAfterS: 7 };
export const slow: Run = { hotAfterS: 14 };
/** The usual litres, in twice the time. */
export const trickle: Run = { hotAfterS: 14, flow: 4 };
export const neverHot: Run = { hotAfterS: 5, hotC: 30, forS: 60 };

const everyMs = 3 * minute;

export type WateredHotel = ReturnType<typeof openWateredHotel>;

export function openWateredHotel(parts: SmallHotelParts = {}) {
  // 16:00 in Shanghai, on the eve of day 0.
  const firstDay = Date.UTC(2026, 0, 5, 16);
  const hotel = openSmallHotel({ startAt: Date.UTC(2026, 0, 5, 8), ...parts });
  const outlets = new Map<string, DeviceId>();

  function build(id: string, riser: string, sensor?: SensorRecord): void {
    outlets.set(id, hotel.register(`hw-${id}`, 'hot-water-sensor', room(id, riser), sensor));
  }
  for (const floor of ['11', '12', '13']) {
    for (const nth of ['01', '02', '03', '04']) build(`${floor}${nth}`, `r${nth}`);
  }

  /** `at`: day and local time, `1 06:30`. Rooms draw one after the other, three minutes apart. */
  function draw(at: string, rooms: string, run: Run): void {
    const [day = '0', time = ''] = at.split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    for (const [index, id] of rooms.split(' ').entries()) {
      const startedAt = firstDay + ((Number(day) * 24 + hours) * 60 + minutes) * minute + index * everyMs;
      hotel.wait(startedAt + everyMs - 1 - hotel.now());
      hotel.say(outlets.get(id) as DeviceId, tapOf(startedAt, run));
    }
  }

  const ofWater = () =>
    hotel.incidents().filter(({ kind }) => kind === 'riser' || kind === 'floor' || kind === 'plant' || kind === 'room');
  return {
    ...hotel,
    build,
    draw,
    ofWater,
    /** Those that stand: `riser r01: first-draws, pump-timer`. */
    causes: () =>
      ofWater()
        .filter(({ closedAt }) => closedAt === undefined)
        .map(({ kind, subject, shape, part }) => `${kind} ${subject}: ${shape}, ${part}`),
    warmUpTasks: () => hotel.tasks().filter(({ kind }) => kind === 'warm-up'),
  };
}

function tapOf(from: number, { hotAfterS, forS = 45, hotC = 54, flow = 8 }: Run): Sample[] {
  const open = flow === 'switch' ? { flowing: true } : { flow };
  const closed = flow === 'switch' ? { flowing: false } : { flow: 0 };
  return Array.from({ length: forS + 6 }, (_, s) => ({
    at: from + s * 1000,
    readings: {
      temperature: 20 + (hotC - 20) / (1 + Math.exp(-4 * (s - hotAfterS))) + (s % 3) / 100,
      ...(s <= forS ? open : closed),
    },
  }));
}
