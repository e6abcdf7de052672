// Whether there still is a reason for a task, as the house truly is: the water, the stock, the line, the guest.
import { promiseOf, type StaffTask, wishOf } from '../../staff/work.ts';
import { roomOf } from '../../stays/party.ts';
import { presentSince } from './known-moments.ts';
import type { TrueHouse } from './true-house.ts';
import type { TrueLedger } from './true-ledger.ts';

export interface OpenTask extends StaffTask {
  readonly openedAt: string;
  readonly title: string;
}

/** `in-doubt`: it rests on something that no device can see so finely. */
export type Cause = 'stands' | 'gone' | 'in-doubt';

/** A device takes a moment to say that it is well again. */
const saidWithinMs = 10 * 60_000;

/** @param isStillMissed what the ledger says of a cell that the task has as its evidence. */
export function causeOf(ledger: TrueLedger, task: OpenTask, isStillMissed: (cell: string) => boolean): Cause {
  const { house } = ledger;
  switch (task.kind) {
    case 'warm-up':
      return slowWater(house, task);
    case 'refill':
      return emptyStock(house, task);
    case 'device-offline':
      return unheard(house, task);
    case 'device-fault':
      return fault(house, task);
    case 'request':
      return unserved(house, task);
    case 'touchpoint':
      return promiseOf(task) === undefined
        ? when(task.evidence.some(({ id }) => id !== null && isStillMissed(id)))
        : when(Date.parse(task.dueAt ?? '') + 3 * 3_600_000 > house.until);
    case 'recovery':
      return unhappy(ledger, task);
    default:
      return 'in-doubt';
  }
}

const when = (stands: boolean): Cause => (stands ? 'stands' : 'gone');

/** The last draw that counts says how the water is. */
function slowWater(house: TrueHouse, { device }: OpenTask): Cause {
  const draws = house.draws.filter((draw) => draw.seen && draw.device === device);
  for (const { acceptable } of draws.toReversed()) {
    const outcomes = new Set(acceptable.map(({ outcome }) => outcome));
    if (outcomes.size > 1) return 'in-doubt';
    if (outcomes.has('met')) return 'gone';
    if (outcomes.has('missed')) return 'stands';
  }
  return 'in-doubt';
}

function emptyStock(house: TrueHouse, { device, openedAt }: OpenTask): Cause {
  const refills = house.recorders.get(device ?? '')?.refills ?? [];
  return when(!refills.some((at) => at > Date.parse(openedAt) && at + saidWithinMs < house.until));
}

/** A device, or the system that tells of stays. */
function unheard(house: TrueHouse, { device, evidence, openedAt }: OpenTask): Cause {
  if (device !== null) return when(house.wasSilent(device, house.until - 1, house.until));
  if (evidence.some(({ data }) => data['feed'] === 'pms')) {
    return when(!house.diary.stays.some(({ at }) => at > Date.parse(openedAt)));
  }
  return 'in-doubt';
}

/** Only an engineer's word ends what a device said of itself; a probe is well again when a draw can be judged. */
function fault(house: TrueHouse, { device, evidence, openedAt }: OpenTask): Cause {
  if (evidence.some(({ type }) => type === 'event')) {
    return when(!house.diary.repaired.some((one) => one.device === device && one.at > Date.parse(openedAt)));
  }
  const last = house.draws.findLast((draw) => draw.seen && draw.device === device);
  const outcomes = new Set(last?.acceptable.map(({ outcome }) => outcome));
  if (outcomes.size !== 1) return 'in-doubt';
  return when(outcomes.has('excluded'));
}

/** Nobody came, and whoever asked is still there. */
function unserved(house: TrueHouse, task: OpenTask): Cause {
  const request = wishOf(task);
  const asked = house.diary.asked.filter((one) => one.space === task.space && one.request === request);
  const waiting = asked.filter(
    ({ at }) =>
      !house.diary.handled.some(
        (one) => one.space === task.space && one.request === request && one.step === 'complete' && one.at >= at,
      ),
  );
  const guests = waiting.map(({ space, at }) => {
    const party = house.parties.find(
      (one) =>
        one.visit !== undefined &&
        one.visit.checkedInAt <= at &&
        at <= one.visit.checkedOutAt &&
        roomOf(one, at) === space,
    );
    if (party === undefined) return 'stands';
    const { checkedOut, roomAssigned, checkedIn } = house.momentsOf(party);
    if (checkedOut === undefined) return 'stands';
    // Who left is known; that it was this room is not.
    return roomAssigned === undefined && checkedIn === undefined ? 'in-doubt' : 'gone';
  });
  return guests.includes('stands') ? 'stands' : guests.includes('in-doubt') ? 'in-doubt' : 'gone';
}

/** Two touchpoints failed, and the guest still there to be made good to. */
function unhappy({ house, strip }: TrueLedger, { space }: OpenTask): Cause {
  const party = house.parties.find((one) => {
    const moments = house.momentsOf(one);
    const isIn = presentSince(moments) !== undefined && moments.checkedOut === undefined;
    return isIn && roomOf(one, house.until) === space;
  });
  // Who was failed before they had a room is made good to in the lobby, where many are.
  if (party === undefined) return space === 'lobby' ? 'in-doubt' : 'gone';
  const outcomes = [...strip(party.reference).values()];
  const surely = outcomes.filter((one) => one.length === 1 && one[0] === 'missed').length;
  const perhaps = outcomes.filter((one) => one.includes('missed')).length;
  if (surely >= 2) return 'stands';
  return perhaps >= 2 ? 'in-doubt' : 'gone';
}
