// Lives one room's planned days: opens the tap, comes and goes, asks for things. One person at the outlet at a time.
import type { HotWaterSensor } from '../equipment/hot-water-sensor.ts';
import type { RoomController } from '../equipment/room-controller.ts';
import type { HotelClock } from '../hotel-clock.ts';
import { onGrid, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import { planRoomDay, type Rhythm, type RoomEvent } from './room-day.ts';
import type { Visit } from './visit.ts';

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

/** Between one person and the next at the same outlet. */
const betweenVisitsMs = 20_000;

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
  const planned = new Set<() => void>();
  let busyUntil = Number.NEGATIVE_INFINITY;

  function later(at: number, work: () => void): void {
    const cancel = clock.schedule(at, () => {
      planned.delete(cancel);
      work();
    });
    planned.add(cancel);
  }

  /** Who comes while the outlet is in use waits. */
  function makeVisit(visit: Visit): void {
    if (clock.now() < busyUntil) {
      later(busyUntil, () => makeVisit(visit));
      return;
    }
    let at = clock.now();
    for (const { pauseS, seconds, demand, cause } of visit) {
      at = onGrid(at + pauseS * 1_000, pace);
      const flowingMs = onGrid(seconds * 1_000, pace);
      later(at, () => sensor.draw({ demand, seconds: flowingMs / 1_000, cause }));
      at += flowingMs;
    }
    busyUntil = onGrid(at + betweenVisitsMs, pace);
  }

  function happen(event: RoomEvent): void {
    switch (event.type) {
      case 'visit':
        makeVisit(event.visit);
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
        if (at >= clock.now()) later(at, () => happen(event));
      }
    },
    stop() {
      for (const cancel of planned) cancel();
      planned.clear();
    },
  };
}
