// The last morning and what comes after it: the bottle, its warmth, the review, and whether they think of the house again.
import type { Party } from '../../stays/party.ts';
import { isPast } from './known-moments.ts';
import { type CellOutcome, cellsOf, type TrueCell } from './true-cell.ts';
import { whoseCup } from './true-cups.ts';
import type { TrueHouse } from './true-house.ts';

const minute = 60_000;
const bottleWithinMs = 10 * minute;
const warmC = 40;
/** A tap or a card means the bottle of its minute. */
const sameMinuteMs = 75_000;
const reviewWithinMs = 24 * 60 * minute;
const winter: ReadonlySet<number> = new Set([11, 12, 1, 2, 3]);
const machine = 'bottles-lobby-1';

const bottleCell = cellsOf('bottle-at-departure', 'departure');
const warmCell = cellsOf('bottle-warm', 'departure');
const reviewCell = cellsOf('review-answered', 'review');

export function departureTruth(house: TrueHouse, party: Party): readonly TrueCell[] {
  const bottle = trueBottle(house, party);
  return [bottle, trueWarmth(house, party, bottle), ...trueReview(house, party), ...afterwards(house, party)];
}

function trueBottle(house: TrueHouse, party: Party): TrueCell {
  const { reference } = party;
  const moments = house.momentsOf(party);
  if (moments.isVoid) return bottleCell(reference, 'none', 'they do not come');
  const anchor = moments.checkOutStarted ?? moments.checkedOut;
  const named = house.diary.service.filter((one) => one.type === 'bottle-handed-out' && one.stay === reference);
  if (anchor === undefined) {
    return named.length > 0
      ? bottleCell(reference, 'met', 'somebody gave it to this stay')
      : bottleCell(reference, 'none', isPast(moments, 'checkedOut') ? '' : 'still here');
  }
  const [from, to] = [anchor - bottleWithinMs, anchor + bottleWithinMs];
  if (named.some(({ at }) => at >= from && at <= to)) return bottleCell(reference, 'met', 'given');
  if (house.until <= to) return bottleCell(reference, ['none', 'met'], 'not due');
  return bottleCell(reference, ...whoseCup(house, party, { machine, service: party.visit?.bottle, from, to }));
}

function trueWarmth(house: TrueHouse, party: Party, bottle: TrueCell): TrueCell {
  const { visit, reference } = party;
  const takenAt = visit === undefined ? undefined : visit.checkOutStartedAt + visit.bottle.afterMs;
  if (takenAt === undefined || bottle.outcomes[0] !== 'met') {
    const isMatched = bottle.outcomes.includes('met');
    return warmCell(reference, isMatched ? ['none', 'met', 'missed'] : 'none', 'no bottle of theirs');
  }
  const moments = house.momentsOf(party);
  const anchor = moments.checkOutStarted ?? moments.checkedOut;
  // Without a departure nobody asks the cabinet whose bottle it was.
  if (anchor === undefined) return warmCell(reference, 'no-evidence', 'nobody told when they left');
  if (!winter.has(Number(house.dayOf(takenAt).slice(5, 7)))) return warmCell(reference, 'none', 'no winter');
  // Which of the unnamed bottles of those minutes was theirs, nobody can tell.
  const [about, withinMs] = visit?.bottle.by === 'time-window' ? [anchor, bottleWithinMs] : [takenAt, sameMinuteMs];
  const near = (house.recorders.get(machine)?.servings ?? [])
    .filter(({ at }) => Math.abs(at - about) <= withinMs)
    .toSorted((a, b) => Math.abs(a.at - takenAt) - Math.abs(b.at - takenAt));
  const outcomes = new Set(near.map(({ temperatureC = 0 }): CellOutcome => (temperatureC >= warmC ? 'met' : 'missed')));
  return warmCell(reference, [...outcomes], `${near.map(({ temperatureC }) => temperatureC).join(', ')} °C`);
}

function trueReview(house: TrueHouse, { reference }: Party): readonly TrueCell[] {
  const told = house.diary.service.filter((one) => one.stay === reference);
  const crm = new Set(['posted', 'answered', 'wrote', 'referred', 'reserved-again']);
  return told
    .filter(({ type }) => type === 'posted')
    .map(({ at: postedAt }) => {
      const dueAt = postedAt + reviewWithinMs;
      const answers = told.filter(({ type, at }) => type === 'answered' && at >= postedAt);
      if (answers.some(({ at }) => at <= dueAt)) return reviewCell(reference, 'met', 'answered');
      if (answers.length > 0) return reviewCell(reference, 'missed', 'answered late');
      // Only a system that speaks again has said that nothing was answered.
      const heard = house.diary.service.some(({ type, at }) => crm.has(type) && at >= dueAt);
      return reviewCell(reference, heard ? 'missed' : 'none', 'not answered');
    });
}

const laterTypes = [
  ['thought-of-again', 'afterthought', 'wrote'],
  ['recommended', 'recommendation', 'referred'],
  ['booked-again', 'rebooking', 'reserved-again'],
] as const;

/** Two weeks and more: nothing is missed so soon. */
function afterwards(house: TrueHouse, party: Party): readonly TrueCell[] {
  return laterTypes.map(([standard, touchpoint, type]) => {
    const told = house.diary.service.some((one) => one.type === type && one.stay === party.reference);
    return cellsOf(standard, touchpoint)(party.reference, told ? 'met' : 'none', told ? type : 'not yet');
  });
}
