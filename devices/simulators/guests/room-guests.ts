// Lives one room's planned days: opens the tap, comes and goes, asks for things. One person at the outlet at a time.
import type { HotWaterSensor } from '../equipment/hot-water-sensor.ts';
import type { RoomController } from '../equipment/room-controller.ts';
import type { HotelClock } from '../hotel-clock.ts';
import { onGrid, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import { createTimetable } from '../timetable.ts';
import { planRoomDay, type Rhythm, type RoomEvent } from './room-day.ts';
import { createTap } from './tap.ts';

export interface RoomLife {
  readonly rhythm: Rhythm;
  /** Share of rooms that are let. */
  readonly occupancy: number;
}

export interface RoomGuests {
  /** Lets one local day happen from now on; `dayStart` is its midnight, Unix ms. */
  live(dayStart: number): void;
  stop(): void;
}

export function createRoomGuests(options: {
  readonly clock: HotelClock;
  readonly pace: Pace;
  readonly random: Random;
  readonly mixed: boolean;
  readonly life: RoomLife;
  readonly sensor: HotWaterSensor;
  readonly controller: RoomController;
}): RoomGuests {
  const { clock, pace, random, mixed, life, sensor, controller } = options;
  const timetable = createTimetable(clock);
  const tap = createTap(clock, pace, sensor);

  function happen(event: RoomEvent): void {
    switch (event.type) {
      case 'visit':
        tap.use(event.visit);
        break;
      case 'guest-comes':
        controller.guestComes();
        break;
      case 'guest-leaves':
        controller.guestLeaves();
        break;
      case 'request':
        controller.request(event.request, event.note);
        break;
    }
  }

  return {
    live(dayStart) {
      for (const event of planRoomDay({ random: random.fork(dayStart), dayStart, mixed, ...life })) {
        const at = onGrid(event.at, pace);
        if (at >= clock.now()) timetable.at(at, () => happen(event));
      }
    },
    stop() {
      timetable.stop();
      tap.stop();
    },
  };
}
