// Where the truth lies closer to a boundary than any measurement can see, more than one verdict is right. They are found by
// asking for the verdict again with the water a little warmer or colder, the tap closed a little earlier or later.
import { type Promised, type TrueVerdict, type TrueWater, trueVerdict } from './true-verdict.ts';

/** What noise, resolution and the correction of the probe's lag can do to a reading, K. */
const temperatureK = 0.8;
/** What sampling once a second can do to an instant beyond the u of the rule, seconds. */
const instantS = 0.4;

/** The verdict on the true water first; more where measuring cannot tell. */
export function acceptableVerdicts(water: TrueWater, promised: Promised): readonly TrueVerdict[] {
  const verdicts = [trueVerdict(water, promised)];
  for (const bias of [0, -temperatureK, temperatureK]) {
    for (const shift of [0, -instantS, instantS]) {
      for (const uncertainty of [1, 0.85, 1.2]) {
        verdicts.push(trueVerdict(seenWith(water, bias, shift, uncertainty), promised));
      }
    }
  }
  return verdicts.filter(
    (verdict, index) =>
      verdicts.findIndex((other) => other.outcome === verdict.outcome && other.reason === verdict.reason) === index,
  );
}

function seenWith(water: TrueWater, biasK: number, shiftS: number, uncertainty: number): TrueWater {
  return {
    ...water,
    curve: water.curve.map((point) => ({ s: Math.max(0, point.s + shiftS), waterC: point.waterC + biasK })),
    flowingS: Math.max(0, water.flowingS + 2 * shiftS),
    uncertaintyS: water.uncertaintyS * uncertainty,
    ...(water.faultFromS === undefined ? {} : { faultFromS: water.faultFromS + 3 * shiftS }),
    // Samples that stop up to three intervals before the limit still let the miss be said (rule 9).
    ...(water.holeFromS === undefined ? {} : { holeFromS: water.holeFromS + (shiftS > 0 ? 9 : 3) * shiftS }),
  };
}
