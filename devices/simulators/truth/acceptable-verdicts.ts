// Where the truth lies closer to a boundary than any measurement can see, more than one verdict is right. They are found by
// asking for the verdict again with the water a little warmer or colder, the tap closed a little earlier or later.
import { type Promised, type TruePoint, type TrueVerdict, type TrueWater, trueVerdict } from './true-verdict.ts';

/** What noise, resolution and the correction of the probe's lag can do to a reading, K. */
const temperatureK = 1;
/** What sampling once a second can do to an instant beyond the u of the rule, seconds. */
const instantS = 0.4;

/** While water flows. */
const sampleS = 1;
/** Rule 9: a last sample younger than three intervals still lets the miss be said. */
const missSaidAfterS = 3;

/** The verdict on the true water first; more where measuring cannot tell. */
export function acceptableVerdicts(water: TrueWater, promised: Promised): readonly TrueVerdict[] {
  const coarse = { ...water, curve: sampledCoarsely(water.curve) };
  const verdicts = [water, coarse, seenWith(coarse, temperatureK, 0, 1)].map((seen) => trueVerdict(seen, promised));
  for (const bias of [0, -temperatureK, temperatureK]) {
    for (const shift of [0, -instantS, instantS]) {
      for (const uncertainty of [1, 0.85, 1.2]) {
        const seen = seenWith(water, bias, shift, uncertainty);
        verdicts.push(trueVerdict(seen, promised));
        if (water.holeFromS !== undefined) verdicts.push(trueVerdict({ ...seen, missSaidAfterS }, promised));
      }
    }
  }
  return verdicts.filter(
    (verdict, index) =>
      verdicts.findIndex((other) => other.outcome === verdict.outcome && other.reason === verdict.reason) === index,
  );
}

/** A dip shorter than a sample interval is seen as the mean of the samples before and behind it. */
function sampledCoarsely(curve: readonly TruePoint[]): readonly TruePoint[] {
  const stride = Math.max(
    1,
    curve.findIndex(({ s }) => s >= (curve[0]?.s ?? 0) + sampleS / 2),
  );
  return curve.map(({ s }, i) => {
    const before = curve[Math.max(0, i - stride)]!;
    const behind = curve[Math.min(curve.length - 1, i + stride)]!;
    return { s, waterC: (before.waterC + behind.waterC) / 2 };
  });
}

function seenWith(water: TrueWater, biasK: number, shiftS: number, uncertainty: number): TrueWater {
  return {
    ...water,
    curve: water.curve.map((point) => ({ s: Math.max(0, point.s + shiftS), waterC: point.waterC + biasK })),
    flowingS: Math.max(0, water.flowingS + 2 * shiftS),
    uncertaintyS: water.uncertaintyS * uncertainty,
    ...(water.faultFromS === undefined ? {} : { faultFromS: water.faultFromS + 3 * shiftS }),
    ...(water.holeFromS === undefined ? {} : { holeFromS: water.holeFromS + 3 * shiftS }),
  };
}
