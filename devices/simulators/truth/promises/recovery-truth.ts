// Whoever was failed twice is made good to before they leave: when the house had to, and whether it did.
import type { Party } from '../../stays/party.ts';
import { roomOf } from '../../stays/party.ts';
import { isInRoom } from './stay-truth.ts';
import type { CellOutcome } from './true-cell.ts';
import type { TrueLedger } from './true-ledger.ts';

/** What is known of a guest's first minutes, while there is time to make good. */
const early = ['booking', 'arrival', 'room-first-look'] as const;
const toldAtOnceMs = 60_000;

/** Two touchpoints surely missed, and nobody told of the stay too late to act. */
export function neededRecovery({ house, stripCell }: TrueLedger, { reference, visit }: Party): boolean {
  const told = house.diary.stays.filter(({ stay, at }) => stay === reference && at >= (visit?.arrivedAt ?? 0));
  const wasTold = told.length > 0 && told.every(({ at, toldAt = 0 }) => toldAt - at <= toldAtOnceMs);
  const missed = early.filter((touchpoint) => isSurely('missed', stripCell(reference, touchpoint)));
  return wasTold && missed.length >= 2;
}

/** What the ledger must say once a recovery was opened for the stay. */
export function trueRecovery({ house }: TrueLedger, party: Party): readonly CellOutcome[] {
  const { checkedOut = Number.POSITIVE_INFINITY } = house.momentsOf(party);
  const from = party.visit?.arrivedAt ?? Number.POSITIVE_INFINITY;
  const done = house.diary.recovered.filter(({ at }) => at >= from && at <= checkedOut);
  const otherwise = house.until > checkedOut ? 'missed' : 'none';
  const own = done.filter(({ space, at }) => roomOf(party, at) === space);
  // Whose departure was lost seems to be there still: it may have been theirs.
  const isTheirsAlone = own.some(
    ({ space, at }) => !house.parties.some((one) => one !== party && isInRoom(house, one, space, at)),
  );
  if (own.length > 0) return isTheirsAlone ? ['met'] : ['met', otherwise];
  // Who was failed before they had a room is made good to in the lobby, where many are.
  return done.some(({ space }) => space === 'lobby') ? ['met', otherwise] : [otherwise];
}

const isSurely = (outcome: CellOutcome, possible: readonly CellOutcome[]) =>
  possible.length === 1 && possible[0] === outcome;
