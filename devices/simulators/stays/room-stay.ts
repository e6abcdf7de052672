// What a party does in its room: comes and goes, uses the water, calls by the panel.
import type { RoomController } from '../equipment/room-controller.ts';
import type { Tap } from '../guests/tap.ts';
import type { Habits, VisitKind } from '../guests/visit.ts';
import { planVisit } from '../guests/visit.ts';
import { localMidnight } from '../local-midnight.ts';
import { onGrid, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { Timetable } from '../timetable.ts';
import type { Diary } from '../truth/diary.ts';
import { type Party, roomOf, type Visit } from './party.ts';

export interface RoomParts {
  readonly controller: RoomController;
  readonly controllerId: string;
  readonly tap: Tap;
  readonly mixed: boolean;
}

export interface RoomStay {
  live(party: Party, visit: Visit): void;
}

const minute = 60_000;
const hour = 60 * minute;

export function createRoomStay(options: {
  readonly timetable: Timetable;
  readonly pace: Pace;
  readonly random: Random;
  readonly rooms: ReadonlyMap<string, RoomParts>;
  readonly diary: Diary;
  readonly utcOffsetHours: number;
  /** Somebody's phone rings: the panel called. */
  onAsked(space: string): void;
}): RoomStay {
  const { timetable, pace, random, rooms, diary, utcOffsetHours } = options;

  const localHour = (at: number, hours: number) => localMidnight(at, utcOffsetHours) + hours * hour;

  function ask(space: string, request: string): void {
    const parts = rooms.get(space);
    if (parts === undefined) return;
    const told = parts.controller.request(request);
    const device = parts.controllerId;
    diary.asked.push({ id: `${device}:${told.id}`, device, space, request, at: told.at });
    options.onAsked(space);
  }

  function useWater(party: Party, kind: VisitKind, at: number, lot: Random): void {
    timetable.at(onGrid(at, pace), () => {
      const parts = rooms.get(roomOf(party, at));
      if (parts === undefined) return;
      const habits: Habits = { showerS: [60, 150], mixed: parts.mixed };
      parts.tap.use(planVisit(kind, lot, habits));
    });
  }

  /** One day of the party in the house, from its local midnight on. */
  function liveDay(party: Party, from: number, until: number, lot: Random): void {
    const at = (mean: number, deviation: number) => localHour(from, Math.min(23.5, lot.normal(mean, deviation)));
    const visits: readonly (readonly [VisitKind, number])[] = [
      ['shower', at(7, 0.5)],
      ['hand-wash', at(8, 0.5)],
      ['basin', at(21.5, 0.7)],
      ['shower', at(22, 0.6)],
    ];
    for (const [kind, when] of visits) {
      if (when > from && when < until && lot.chance(0.7)) useWater(party, kind, when, lot.fork(kind + when));
    }
    const outAt = at(9.5, 0.4);
    const backAt = at(18, 0.7);
    if (outAt > from + hour && backAt < until) {
      timetable.at(outAt, () => rooms.get(roomOf(party, outAt))?.controller.guestLeaves());
      timetable.at(backAt, () => rooms.get(roomOf(party, backAt))?.controller.guestComes());
    }
  }

  return {
    live(party, visit) {
      const lot = random.fork(party.reference);
      const inRoomAt = visit.checkedInAt + 5 * minute;
      const leavesAt = visit.checkOutStartedAt - 5 * minute;
      timetable.at(visit.checkedInAt, () => {
        const airC = rooms.get(party.room)?.controller.airC();
        if (airC !== undefined) diary.welcomed.push({ space: party.room, at: visit.checkedInAt, airC });
      });
      timetable.at(inRoomAt, () => rooms.get(party.room)?.controller.guestComes());
      const { moved } = visit;
      if (moved !== undefined) {
        timetable.at(moved.at, () => {
          rooms.get(party.room)?.controller.guestLeaves();
          rooms.get(moved.space)?.controller.guestComes();
        });
      }
      for (let from = inRoomAt; from < leavesAt; from = localHour(from, 24)) {
        liveDay(party, from, leavesAt, lot.fork(from));
      }
      for (const { at, request } of visit.wishes) timetable.at(at, () => ask(roomOf(party, at), request));
      timetable.at(leavesAt, () => rooms.get(roomOf(party, leavesAt))?.controller.guestLeaves());
    },
  };
}
