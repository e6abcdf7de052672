// The room as it truly was when its guests got the key: its panel online, its air, its water by the last draw.
import type { Party } from '../../stays/party.ts';
import type { TrueDraw } from '../true-draw.ts';
import type { CellOutcome } from './true-cell.ts';
import type { TrueHouse } from './true-house.ts';

export type Sight = 'right' | 'wrong' | 'unknown';

const airFromC = 22;
const airToC = 26;
/** A reading is a while old, and one that hardly changes is not kept, K. */
const airDoubtK = 0.8;
const hotForMs = 2 * 86_400_000;

export function trueRoom(house: TrueHouse, { room }: Party, at: number): [CellOutcome[], string] {
  const sights = [panel(house, room, at), air(house, room, at), water(house, room, at)];
  return [outcomesOf(sights), sights.map((one) => one.join('/')).join(', ')];
}

/** One thing wrong is a miss; one unknown, with nothing wrong, proves nothing. */
function outcomesOf(sights: readonly (readonly Sight[])[]): CellOutcome[] {
  const combined = sights.reduce<readonly Sight[]>(
    (before, sight) => [...new Set(before.flatMap((a) => sight.map((b) => worse(a, b))))],
    ['right'],
  );
  return combined.map((one) => (one === 'wrong' ? 'missed' : one === 'unknown' ? 'no-evidence' : 'met'));
}

function worse(a: Sight, b: Sight): Sight {
  if (a === 'wrong' || b === 'wrong') return 'wrong';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'right';
}

function panel(house: TrueHouse, room: string, at: number): readonly Sight[] {
  return [house.wasSilent(`rc-${room}`, at, at) ? 'wrong' : 'right'];
}

function air(house: TrueHouse, room: string, at: number): readonly Sight[] {
  const airC = house.diary.welcomed.find((one) => one.space === room && Math.abs(one.at - at) < 1_000)?.airC;
  if (airC === undefined) return ['right', 'wrong', 'unknown'];
  const isRight = (c: number) => c >= airFromC && c <= airToC;
  const seen = [airC, airC - airDoubtK, airC + airDoubtK].map((c): Sight => (isRight(c) ? 'right' : 'wrong'));
  return [...new Set(seen)];
}

/** Of the last draw that could be judged. */
export function water(house: TrueHouse, room: string, at: number): readonly Sight[] {
  const draws = house.drawsOf(room).filter((draw) => draw.seen && draw.endedAt <= at);
  const sights = new Set<Sight>();
  for (const draw of draws.toReversed()) {
    const seen = hotnessOf(draw);
    for (const one of seen) if (one !== 'unknown') sights.add(at - draw.endedAt <= hotForMs ? one : 'unknown');
    if (!seen.includes('unknown')) return [...sights];
  }
  return [...sights, 'unknown'];
}

/** `unknown`: a draw that may tell nothing. */
export function hotnessOf({ acceptable }: TrueDraw): readonly Sight[] {
  return [
    ...new Set(
      acceptable.map(({ outcome, reason }): Sight => {
        if (outcome === 'met' || (outcome === 'excluded' && reason === 'warm-start')) return 'right';
        return outcome === 'missed' ? 'wrong' : 'unknown';
      }),
    ),
  ];
}
