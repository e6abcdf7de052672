// The first minutes of the demonstration: a riser whose pump failed in the night, tea that runs out, a call, a device that
// drops. Everything else is the hotel's own life. The pump is repaired after a while, so that draws prove the repair.
import type { Hotel } from '../create-hotel.ts';
import type { HotelClock } from '../hotel-clock.ts';

/** The riser that is cold when the demonstration begins. */
export const coldRiser = 'r2';
export const pumpRepairedAfterMs = 4 * 60_000;
/** Of the tea at the start, %: some cups from its end. */
export const leavesAtStartPercent = 9;

const second = 1_000;

export interface DemoScript {
  start(): void;
  stop(): void;
}

export function createDemoScript(hotel: Hotel, clock: HotelClock): DemoScript {
  let planned: (() => void)[] = [];

  /** Outlets of one riser that are measured before the mixer, the farthest from the plant first. */
  const outletsOf = (isAsked: (riser: string) => boolean) =>
    hotel.devices
      .filter(({ sensor, riser }) => sensor?.point === 'hot-branch' && isAsked(riser!))
      .map(({ id }) => id)
      .reverse();

  const after = (ms: number, work: () => void) => planned.push(clock.schedule(clock.now() + ms, work));

  function shower(device: string, afterMs: number, seconds: number): void {
    const draw = { demand: { flowLpm: 8 }, seconds, cause: 'shower' };
    after(afterMs, () => hotel.sensors.get(device)?.draw(draw));
  }

  return {
    start() {
      const cold = outletsOf((riser) => riser === coldRiser);
      const warm = outletsOf((riser) => riser !== coldRiser);
      for (const [index, device] of cold.slice(0, 3).entries()) shower(device, (4 + 5 * index) * second, 40);
      for (const [index, device] of warm.slice(0, 3).entries()) shower(device, (6 + 4 * index) * second, 24);
      for (let cup = 0; cup < 7; cup++)
        after((5 + 3 * cup) * second, () => hotel.dispensers.get('tea-lobby-1')?.serve());
      const controllers = [...hotel.controllers];
      after(12 * second, () => controllers[4]?.[1].request('towels', '2'));
      after(20 * second, () => hotel.drop(controllers[7]![0], 45 * second));
      after(35 * second, () => controllers[15]?.[1].request('water', '2 bottles'));
      // Long enough after the repair for the branches to be cold and the riser hot.
      for (const [index, device] of cold.slice(0, 3).entries()) {
        shower(device, pumpRepairedAfterMs + (120 + 20 * index) * second, 45);
      }
    },
    stop() {
      for (const cancel of planned) cancel();
      planned = [];
    },
  };
}
