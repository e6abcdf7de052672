// Until when a task may be put off, as chips. Whoever is not the shift leader's superior puts it off to its deadline at most: the
// hub sees to it, the page only says so before. Pure.
import type { Role } from '../../../gateway/api/contract/session.ts';
import { hotelDay, shiftDay, startOfHotelDay } from '../time/hotel-day.ts';
import type { TaskCard } from './task-card.ts';

export interface HoldChoice {
  readonly id: 'quarter' | 'hour' | 'guest-out' | 'tomorrow';
  /** Unix ms. */
  readonly until: number;
  readonly heldFor?: 'guest-out';
  /** It is longer than one may alone: the task comes back at `limitAt`. */
  readonly isCut: boolean;
  readonly limitAt: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The hub allows as much, however late it is. */
const shortHoldMs = 15 * minuteMs;
const tomorrowFromHour = 9;

interface Asked {
  readonly now: number;
  readonly timeZone: string;
  readonly role: Role;
}

export function holdChoices({ task, entry }: TaskCard, { now, timeZone, role }: Asked): readonly HoldChoice[] {
  const mayAll = role === 'manager' || role === 'admin' || task.dueAt === null;
  const limitAt = mayAll ? Number.POSITIVE_INFINITY : Math.max(Date.parse(task.dueAt ?? ''), now + shortHoldMs);
  const tomorrow = startOfHotelDay(shiftDay(hotelDay(now, timeZone), 1), timeZone) + tomorrowFromHour * hourMs;
  const choice = (id: HoldChoice['id'], until: number): HoldChoice => ({ id, until, isCut: until > limitAt, limitAt });
  return [
    choice('quarter', now + 15 * minuteMs),
    choice('hour', now + hourMs),
    ...(entry?.state === 'guest-in' || entry?.state === 'do-not-disturb'
      ? [{ ...choice('guest-out', Math.min(tomorrow, limitAt)), heldFor: 'guest-out' as const }]
      : []),
    choice('tomorrow', tomorrow),
  ];
}
