// When guests come, and to which room, as far as the stay tells: what is cancelled, put off or moved is not what a device was
// asked for any more.
import type { CommandTrace } from '../command.ts';
import type { Stay } from '../stays/stay.ts';
import type { ActionLimits } from './enforcement-rules.ts';
import type { Occasion } from './occasion.ts';

/** From the door of the house to that of the room, at the least, ms: who is here before their time finds what can be done. */
const atTheDeskMs = 10 * 60_000;

/** Undefined where nobody knows when they come, or where they are in their room already. */
export function arrivalOf(
  stay: Stay,
  { leadMs, holdMs }: ActionLimits,
): Omit<Occasion, 'action' | 'device'> | undefined {
  const { 'expected-arrival': expectedAt, arrived: arrivedAt, 'checked-in': checkedInAt } = stay.moments;
  if (checkedInAt !== undefined || stay.state === 'void' || stay.state === 'departed') return undefined;
  const neededAt = arrivedAt === undefined ? expectedAt : arrivedAt + atTheDeskMs;
  if (neededAt === undefined) return undefined;
  return {
    purpose: 'arrival',
    about: stay.key,
    neededAt,
    endsAt: neededAt + holdMs,
    dueAt: arrivedAt ?? neededAt - leadMs,
  };
}

/** Whether they still come while what they were expected for goes on, or have come. */
export function isComing({ state, moments }: Stay, { endsAt }: Pick<CommandTrace, 'endsAt'>): boolean {
  if (state === 'in-house') return true;
  const expectedAt = moments['expected-arrival'];
  return state === 'expected' && expectedAt !== undefined && expectedAt <= endsAt;
}
