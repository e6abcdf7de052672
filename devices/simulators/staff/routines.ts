// What the staff does every day without a task: rooms made ready, messages to those who come tomorrow, milk, the hair dryers,
// the door. Now and then it is forgotten.

import { planVisit } from '../guests/visit.ts';
import type { CallHub } from '../network/hub-calls.ts';
import type { Random } from '../random.ts';
import type { Party } from '../stays/party.ts';
import type { Report } from '../stays/reporter.ts';
import type { RoomParts } from '../stays/room-stay.ts';
import type { Timetable } from '../timetable.ts';

export interface RoutineOptions {
  readonly timetable: Timetable;
  readonly random: Random;
  readonly parties: readonly Party[];
  readonly rooms: ReadonlyMap<string, RoomParts>;
  /** Where a shared hair dryer hangs. */
  readonly corridors: readonly string[];
  readonly report: Report;
  readonly housekeeping: CallHub;
  readonly frontDesk: CallHub;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** @param from local midnight of the day, Unix ms. @param isFirst nothing is forgotten on the first day of a house. */
export function planRoutines(options: RoutineOptions, from: number, isFirst: boolean): void {
  const { timetable, parties, rooms, corridors, report, housekeeping, frontDesk } = options;
  const random = options.random.fork(from);
  const forgets = (share: number, name: string) => !isFirst && random.fork(name).chance(share);
  const at = (name: string, early: number, late: number) => from + random.fork(name).between(early, late) * hour;
  const isOn = (instant: number | undefined, midnight: number) =>
    instant !== undefined && instant >= midnight && instant < midnight + day;

  for (const { room, visit, reference } of parties) {
    if (!isOn(visit?.arrivedAt, from) || forgets(0.06, `ready ${reference}`)) continue;
    timetable.at(at(`ready ${room}`, 13.9, 14.1), () => makeReady(rooms.get(room), random.fork(`clean ${room}`)));
  }

  for (const party of parties) {
    const { reference: stay, booking } = party;
    const expectedAt = booking?.changed?.expectedArrivalAt ?? booking?.expectedArrivalAt;
    const isGone = (party.cancelledAt ?? Number.POSITIVE_INFINITY) < from + 17 * hour;
    if (booking === undefined || isGone || !isOn(expectedAt, from + day)) continue;
    if (forgets(0.07, `message ${stay}`)) continue;
    const late = forgets(0.05, `late ${stay}`);
    const sentAt = late ? at(`message ${stay}`, 18.2, 19) : at(`message ${stay}`, 16, 17.8);
    timetable.at(sentAt, () => report(frontDesk, { touchpoint: 'booking', type: 'message-sent', at: sentAt, stay }));
  }

  if (!forgets(0.15, 'milk')) {
    const readyAt = forgets(0.1, 'late milk') ? from + 22.7 * hour : at('milk', 21.5, 22.4);
    timetable.at(readyAt, () =>
      report(housekeeping, { touchpoint: 'snack', type: 'milk-ready', at: readyAt, space: 'lobby' }),
    );
  }
  if (!forgets(0.15, 'door')) {
    const closedAt = at('door', 22.5, 22.95);
    timetable.at(closedAt, () =>
      report(frontDesk, { touchpoint: 'waiting', type: 'entry-by-card', at: closedAt, space: 'lobby' }),
    );
  }
  for (const space of corridors) {
    if (forgets(0.1, `dryer ${space}`)) continue;
    const checkedAt = at(`dryer ${space}`, 18, 19.8);
    timetable.at(checkedAt, () =>
      report(housekeeping, { touchpoint: 'waiting', type: 'hair-dryer-present', at: checkedAt, space }),
    );
  }
}

/** The cleaner's tap proves the hot water. */
function makeReady(parts: RoomParts | undefined, lot: Random): void {
  if (parts === undefined) return;
  parts.controller.prepare();
  parts.tap.use(planVisit('cleaning', lot, { showerS: [60, 150], mixed: parts.mixed }));
}
