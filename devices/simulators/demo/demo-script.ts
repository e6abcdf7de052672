// The first minutes of the demonstration: a riser whose pump failed in the night, tea that runs out, a call, a device that
// drops. Everything else is the hotel's own life. The pump is repaired after a while, and the rooms prove it.
import { planHouse } from '../building.ts';
import type { Hotel, HotelOptions } from '../create-hotel.ts';
import type { HotelClock } from '../hotel-clock.ts';
import { usualFaults } from '../hotel-faults.ts';

/** Its bathrooms on the cold riser are piped well: they pass as soon as the riser is hot. */
export const demoHouse = { seed: 'lotus', controls: true };

const coldRiser = 'r2';
const second = 1_000;
const minute = 60 * second;
const pumpRepairedAfterMs = 3 * minute;
/** Time for the riser to be hot again. */
const provenAfterMs = pumpRepairedAfterMs + 90 * second;
/** The branches are cold again by then. */
const provenAgainEveryMs = 45 * minute;

/** Measured before the mixer, the farthest from the plant first. */
function outletsOf(isAsked: (riser: string) => boolean): readonly string[] {
  return planHouse(demoHouse)
    .rooms.filter(({ sensor, space }) => sensor.sensor.point === 'hot-branch' && isAsked(space.riser))
    .map(({ space }) => space.id)
    .reverse();
}

const coldRooms = outletsOf((riser) => riser === coldRiser).slice(0, 3);
const hotRooms = outletsOf((riser) => riser !== coldRiser).slice(0, 3);

/** What the script needs the hotel to be. */
export function demoHotelOptions(
  now: number,
): Pick<HotelOptions, 'seed' | 'rhythm' | 'leavesPercent' | 'vacant' | 'faults'> {
  return {
    ...demoHouse,
    rhythm: 'busy',
    leavesPercent: 9,
    vacant: coldRooms,
    faults: { ...usualFaults, pumpFailures: { [coldRiser]: [{ from: 0, to: now + pumpRepairedAfterMs }] } },
  };
}

/** Where guests of the demonstration live: the script has the others for itself. */
export const letRooms: readonly string[] = planHouse(demoHouse)
  .rooms.map(({ space }) => space.id)
  .filter((room) => !coldRooms.includes(room));

export interface DemoScript {
  start(): void;
  stop(): void;
}

export function createDemoScript(hotel: Hotel, clock: HotelClock): DemoScript {
  let planned: (() => void)[] = [];

  const after = (ms: number, work: () => void) => planned.push(clock.schedule(clock.now() + ms, work));

  function openTap(room: string, afterMs: number, seconds: number): void {
    const draw = { demand: { flowLpm: 9 }, seconds, cause: 'cleaning' };
    after(afterMs, () => hotel.sensors.get(`hw-${room}`)?.draw(draw));
  }

  function proveTheRepair(): void {
    for (const [index, room] of coldRooms.entries()) openTap(room, 15 * index * second, 40);
    after(provenAgainEveryMs, proveTheRepair);
  }

  return {
    start() {
      // Closed while still cold: the branches stay cold for the proof.
      for (const [index, room] of coldRooms.entries()) openTap(room, (4 + 5 * index) * second, 14);
      for (const [index, room] of hotRooms.entries()) openTap(room, (6 + 4 * index) * second, 24);
      for (let cup = 0; cup < 7; cup++)
        after((5 + 3 * cup) * second, () => hotel.dispensers.get('tea-lobby-1')?.serve());
      after(12 * second, () => hotel.controllers.get('rc-1205')?.request('towels', '2'));
      after(20 * second, () => hotel.drop('rc-1208', 45 * second));
      after(35 * second, () => hotel.controllers.get('rc-1306')?.request('water', '2 bottles'));
      after(provenAfterMs, proveTheRepair);
    },
    stop() {
      for (const cancel of planned) cancel();
      planned = [];
    },
  };
}
