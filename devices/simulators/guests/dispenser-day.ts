// When guests stand in front of a dispenser: after breakfast, at check-out, at arrival, and now and then.
import type { Random } from '../random.ts';
import type { Rhythm } from './room-day.ts';

const hourMs = 3_600_000;

/** Guests an hour, by local hour, of a lobby that serves 100 rooms. */
const lobbyByHour = [
  0.5, 0.3, 0.2, 0.2, 0.3, 0.8, 3, 8, 10, 8, 6, 5, 7, 9, 14, 18, 20, 18, 14, 10, 8, 5, 3, 1,
] as const;

/** Instants in order. `dayStart` is local midnight, Unix ms; `share` scales the lobby's crowd to this dispenser. */
export function planDispenserDay(options: {
  readonly random: Random;
  readonly dayStart: number;
  readonly rhythm: Rhythm;
  readonly share: number;
}): readonly number[] {
  const { random, dayStart, rhythm, share } = options;
  const guests: number[] = [];
  for (const [hour, usual] of lobbyByHour.entries()) {
    const anHour = (rhythm === 'busy' ? 30 : usual) * share;
    let at = dayStart + hour * hourMs;
    for (;;) {
      at += (-Math.log(1 - random.next()) * hourMs) / anHour;
      if (at >= dayStart + (hour + 1) * hourMs) break;
      guests.push(at);
    }
  }
  return guests;
}
