// The tap of one room, one person at a time: who comes while it is in use waits.
import type { HotWaterSensor } from '../equipment/hot-water-sensor.ts';
import type { HotelClock } from '../hotel-clock.ts';
import { onGrid, type Pace } from '../pace.ts';
import { createTimetable } from '../timetable.ts';
import type { Visit } from './visit.ts';

export interface Tap {
  use(visit: Visit): void;
  stop(): void;
}

/** Between one person and the next at the same outlet. */
const betweenVisitsMs = 20_000;

export function createTap(clock: HotelClock, pace: Pace, sensor: HotWaterSensor): Tap {
  const timetable = createTimetable(clock);
  let busyUntil = Number.NEGATIVE_INFINITY;

  function use(visit: Visit): void {
    if (clock.now() < busyUntil) {
      timetable.at(busyUntil, () => use(visit));
      return;
    }
    let at = clock.now();
    for (const { pauseS, seconds, demand, cause } of visit) {
      at = onGrid(at + pauseS * 1_000, pace);
      const flowingMs = onGrid(seconds * 1_000, pace);
      timetable.at(at, () => sensor.draw({ demand, seconds: flowingMs / 1_000, cause }));
      at += flowingMs;
    }
    busyUntil = onGrid(at + betweenVisitsMs, pace);
  }

  return { use, stop: timetable.stop };
}
