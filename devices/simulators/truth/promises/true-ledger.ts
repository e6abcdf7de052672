// The whole ledger as it ought to be: every promise to every stay, every day, every request; and the strip of twelve of a stay.
import type { Party } from '../../stays/party.ts';
import { arrivalTruth } from './arrival-truth.ts';
import { dayTruth } from './day-truth.ts';
import { departureTruth } from './departure-truth.ts';
import { presentSince } from './known-moments.ts';
import { requestTruth, stayTruth } from './stay-truth.ts';
import type { CellOutcome, TrueCell } from './true-cell.ts';
import { createTrueHouse, type HouseRecord, type TrueHouse } from './true-house.ts';

export interface TrueLedger {
  readonly house: TrueHouse;
  /** Of stays that the hub has heard of, by reference. */
  readonly stays: ReadonlyMap<string, readonly TrueCell[]>;
  readonly days: readonly TrueCell[];
  readonly requests: readonly TrueCell[];
  /** What may stand for each touchpoint in the strip of a stay, as far as anything is promised there. */
  strip(reference: string): ReadonlyMap<string, readonly CellOutcome[]>;
  stripCell(reference: string, touchpoint: string): readonly CellOutcome[];
}

const worstFirst: readonly CellOutcome[] = ['missed', 'no-evidence', 'met', 'none'];

export function trueLedger(record: HouseRecord, corridors: readonly string[]): TrueLedger {
  const house = createTrueHouse(record);
  const known = record.parties.filter((party) => house.momentsOf(party).isKnown);
  const byReference = new Map(known.map((party) => [party.reference, party]));
  const stays = new Map(known.map((party) => [party.reference, cellsOfStay(house, party)]));
  const days = dayTruth(house, corridors);

  /** What was so on the days of the stay is its own. */
  function around(party: Party): readonly TrueCell[] {
    const moments = house.momentsOf(party);
    const from = presentSince(moments);
    if (from === undefined) return [];
    const to = moments.checkedOut ?? Number.POSITIVE_INFINITY;
    return days.filter(({ at = 0 }) => at >= from && at <= to);
  }

  function strip(reference: string): ReadonlyMap<string, readonly CellOutcome[]> {
    const found = new Map<string, readonly CellOutcome[]>();
    const party = byReference.get(reference);
    if (party === undefined) return found;
    for (const { touchpoint, outcomes } of [...(stays.get(reference) ?? []), ...around(party)]) {
      if (touchpoint === undefined) continue;
      const before = found.get(touchpoint) ?? ['none'];
      found.set(touchpoint, [...new Set(before.flatMap((a) => outcomes.map((b) => worse(a, b))))]);
    }
    return found;
  }

  return {
    house,
    stays,
    days,
    requests: requestTruth(house),
    strip,
    stripCell: (reference, touchpoint) => strip(reference).get(touchpoint) ?? ['none'],
  };
}

function cellsOfStay(house: TrueHouse, party: Party): readonly TrueCell[] {
  return [...arrivalTruth(house, party), ...stayTruth(house, party), ...departureTruth(house, party)];
}

const worse = (a: CellOutcome, b: CellOutcome) => (worstFirst.indexOf(a) <= worstFirst.indexOf(b) ? a : b);
