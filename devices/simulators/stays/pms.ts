// The hotel's own system: tells the hub of stays over HTTP, as such systems do. Some of it comes hours late, twice, or in
// another order than it happened, and what happens while its line is down is never told.
import type { HotelClock } from '../hotel-clock.ts';
import type { CallHub } from '../network/hub-calls.ts';
import type { Telling } from '../network/telling.ts';
import type { Random } from '../random.ts';
import { createTimetable } from '../timetable.ts';
import type { Diary } from '../truth/diary.ts';
import { isWithin, type Period } from '../water/plant.ts';

export interface StayNews {
  readonly type: string;
  readonly at: number;
  readonly space?: string;
  readonly expectedArrivalAt?: number;
  readonly expectedDepartureAt?: number;
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

export interface PmsFaults {
  /** Share of events that are told hours after they happened. */
  readonly lateShare: number;
  /** Share of events that are told a second time. */
  readonly doubledShare: number;
  /** The line is down, and what happens then is lost. */
  readonly silences: readonly Period[];
}

export interface Pms {
  /** `sure`: somebody sees to it that the hub learns of it, if late. */
  tell(stay: string, news: StayNews, how?: { readonly sure?: boolean }): void;
  stop(): void;
}

const latestMs = 5 * 3_600_000;
const soonMs = 20_000;

export function createPms(options: {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly telling: Telling;
  readonly call: CallHub;
  readonly diary: Diary;
  readonly faults: PmsFaults;
}): Pms {
  const { clock, random, telling, call, diary, faults } = options;
  const timetable = createTimetable(clock);
  const prefix = `pms-${clock.now().toString(36)}`;
  let count = 0;

  const silenceAt = (at: number) => faults.silences.find((one) => isWithin(one, at));
  /** The line carries nothing before it is up again. */
  const sendableAt = (at: number) => silenceAt(at)?.to ?? at;

  function send(stay: string, id: string, { at, expectedArrivalAt, expectedDepartureAt, ...news }: StayNews): void {
    const body = {
      id,
      stay,
      at: iso(at),
      ...news,
      ...(expectedArrivalAt !== undefined && { expectedArrivalAt: iso(expectedArrivalAt) }),
      ...(expectedDepartureAt !== undefined && { expectedDepartureAt: iso(expectedDepartureAt) }),
    };
    telling.post(call, '/stays/events', body, () =>
      diary.stays.push({ stay, type: news.type, at, toldAt: clock.now() }),
    );
  }

  return {
    tell(stay, news, { sure = false } = {}) {
      const at = Math.round(news.at);
      if (!sure && silenceAt(at) !== undefined) {
        diary.lost.push({ stay, type: news.type, at });
        return;
      }
      count += 1;
      const id = `${prefix}-${count}`;
      const tellAt = Math.max(at, clock.now());
      const lot = random.fork(id);
      const delayMs = lot.chance(faults.lateShare) ? lot.between(0.2, 1) * latestMs : 0;
      const again = lot.chance(faults.doubledShare);
      timetable.at(sendableAt(tellAt + delayMs), () => send(stay, id, { ...news, at }));
      if (again) {
        const againAt = tellAt + delayMs + (lot.chance(0.5) ? soonMs : lot.between(0, 1) * latestMs);
        timetable.at(sendableAt(againAt), () => send(stay, id, { ...news, at }));
      }
    },
    stop: timetable.stop,
  };
}

const iso = (at: number) => new Date(Math.round(at)).toISOString();
