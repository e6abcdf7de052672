// Making good, in one tap and within the limit of a stay. What is beyond it is refused with what is left; a late check-out
// also where the room is expected by others.
import { type Decision, refuse } from '../decision.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import type { Space } from '../property.ts';
import type { Stay } from '../stays/stay.ts';
import { nextArrivalAt, type StaysAtHand, stayInRoom } from '../stays/stays-at-hand.ts';
import { recoveryCause } from '../tasks/cause.ts';
import { verifyIfProven } from '../tasks/open-task.ts';
import type { RecoveryGrant } from './recovery-grant.ts';

type GrantInput = Extract<Input, { type: 'grant-recovery' }>;

export interface RecoveryDesk {
  grant(input: GrantInput, now: number): Decision;
}

/** Where no stay is known, what a room was given within this counts as one stay's. */
const roomCountsMs = 24 * 60 * 60_000;

/** @param known those of stays that are not erased, and of the last day. */
export function createRecoveryDesk(house: House, stays: StaysAtHand, known: readonly RecoveryGrant[]): RecoveryDesk {
  const granted = [...known];

  function givenBefore(space: Space, stay: Stay | undefined, now: number): readonly RecoveryGrant[] {
    return granted.filter((one) =>
      stay === undefined
        ? one.stay === undefined && one.space === space.id && one.at > now - roomCountsMs
        : one.stay === stay.key,
    );
  }

  function beyondLimit({ kind, amount = 0 }: GrantInput, before: readonly RecoveryGrant[]): Decision | undefined {
    const { amountPerStay, countPerStay, kinds } = house.dispatch.plan.rules.recovery;
    if (!kinds.includes(kind)) return refuse('invalid', `expected one of ${kinds.join(', ')}, found ${kind}`, 'kind');
    const left = amountPerStay - before.reduce((sum, one) => sum + one.amount, 0);
    if (before.length >= countPerStay) {
      return refuse('beyond-limit', `0 of ${countPerStay} recoveries are left for this stay`, 'stay');
    }
    if (amount > left) {
      return refuse(
        'beyond-limit',
        `${left} of ${amountPerStay} are left for this stay, asked for ${amount}`,
        'amount',
      );
    }
    return undefined;
  }

  function roomIsTaken({ kind, until }: GrantInput, space: Space, now: number): Decision | undefined {
    if (kind !== 'late-check-out') return undefined;
    if (until === undefined || until <= now) return refuse('invalid', 'expected a time in the future', 'until');
    const arrivalAt = nextArrivalAt(stays, space.id);
    const freeUntil =
      arrivalAt === undefined ? undefined : arrivalAt - house.dispatch.plan.rules.recovery.turnoverMinutes * 60_000;
    if (freeUntil === undefined || until <= freeUntil) return undefined;
    const latest = new Date(freeUntil).toISOString();
    return refuse(
      'beyond-limit',
      `${space.id} is expected by its next guests: free until ${latest} at the latest`,
      'until',
    );
  }

  /** The tap closes the task that asked for it. */
  function closeTask(stay: Stay, grant: RecoveryGrant, now: number): Fact[] {
    const task = house.board.byCause(recoveryCause(stay.key));
    if (task === undefined || task.state === 'done') return [];
    const done = house.board.step(task, {
      step: 'complete',
      at: now,
      by: grant.by,
      to: 'done',
      assignee: grant.by,
      // The reason goes with the stay; tasks are kept.
      note: grant.kind,
    });
    const after = house.board.find(task.id);
    return [done, ...(after === undefined ? [] : verifyIfProven(house, after, now))];
  }

  return {
    grant(input, now) {
      const { id, kind, reason, amount = 0, until, by } = input;
      const stay = input.stay === undefined ? stayInRoom(stays, input.space, now) : stays.byReference(input.stay);
      if (input.stay !== undefined && stay === undefined) {
        return refuse('unknown-stay', `no stay ${input.stay} is known`, 'stay');
      }
      const space = house.spaces.get(input.space);
      if (space === undefined) return refuse('unknown-space', `no space ${input.space} is known`, 'space');
      const refusal = beyondLimit(input, givenBefore(space, stay, now)) ?? roomIsTaken(input, space, now);
      if (refusal !== undefined) return refusal;
      const grant: RecoveryGrant = {
        id,
        at: now,
        by: by.name,
        kind,
        space: space.id,
        amount,
        reason,
        ...(space.floor !== undefined && { floor: space.floor }),
        ...(stay !== undefined && { stay: stay.key }),
        ...(until !== undefined && { until }),
      };
      granted.push(grant);
      const closed = stay === undefined ? [] : closeTask(stay, grant, now);
      return { facts: [{ type: 'recovery-granted', recovery: grant }, ...closed] };
    },
  };
}
