// What somebody still has before them: work at instants of the hotel's clock, taken back all at once.
import type { HotelClock } from './hotel-clock.ts';

export interface Timetable {
  /** What lies in the past is done now. */
  at(instant: number, work: () => void): void;
  stop(): void;
}

export function createTimetable(clock: HotelClock): Timetable {
  const planned = new Set<() => void>();
  return {
    at(instant, work) {
      const cancel = clock.schedule(Math.max(Math.round(instant), clock.now()), () => {
        planned.delete(cancel);
        work();
      });
      planned.add(cancel);
    },
    stop() {
      for (const cancel of planned) cancel();
      planned.clear();
    },
  };
}
