// The standards that ship. What docs/warm-up.md has in brackets is their common ground; each names where its own come
// from.
import type { MeasuringPoint } from '../property.ts';
import type { WarmUpStandard } from '../standard.ts';

const houseGround = {
  version: 1,
  below: false,
  targetShare: 0.95,
  startFlowLpm: 1.0,
  stopFlowLpm: 0.5,
  stopHoldS: 3,
  leastSamples: 3,
  leastSeconds: 2,
  coldStartWindowS: 5,
  coldStartC: 35,
  holdS: 3,
  holdBandK: 1,
  chainWithinS: 60,
  leastFlowLpm: 3,
  fastestKPerS: 25,
  frozenAfterS: 600,
} satisfies Partial<WarmUpStandard>;

export const house10s: WarmUpStandard = {
  ...houseGround,
  id: 'house-10s',
  point: 'hot-branch',
  targetC: 45,
  limitS: 10,
  source: 'house rule; Chinese building codes give hotels the same figure (45 °C at the hot branch within 10 s)',
};

export const vdi60033Shower: WarmUpStandard = {
  ...houseGround,
  id: 'vdi-6003-3-shower',
  point: 'mixed-outlet',
  targetC: 42,
  limitS: 7,
  source: 'VDI 6003, level III, shower',
};

export const vdi60032Shower: WarmUpStandard = {
  ...houseGround,
  id: 'vdi-6003-2-shower',
  point: 'mixed-outlet',
  targetC: 42,
  limitS: 10,
  source: 'VDI 6003, level II, shower',
};

export const aspeBands: WarmUpStandard = {
  ...houseGround,
  id: 'aspe-bands',
  point: 'hot-branch',
  targetC: 45,
  limitS: 10,
  marginalS: 30,
  source: 'ASPE: up to 10 s acceptable, up to 30 s marginal, beyond it unacceptable',
};

export const hseHot1Min: WarmUpStandard = {
  ...houseGround,
  id: 'hse-hot-1min',
  point: 'hot-branch',
  targetC: 50,
  limitS: 60,
  source: 'HSG274 part 2: hot water at 50 °C within a minute',
};

/** Its `coldStartC` is the target: a draw that begins colder than that had nothing to prove (`warm-start`). */
export const hseCold2Min: WarmUpStandard = {
  ...houseGround,
  id: 'hse-cold-2min',
  point: 'cold-branch',
  targetC: 20,
  below: true,
  limitS: 120,
  coldStartC: 20,
  source: 'HSG274 part 2: cold water below 20 °C within two minutes',
};

export const presets: readonly WarmUpStandard[] = [
  house10s,
  vdi60033Shower,
  vdi60032Shower,
  aspeBands,
  hseHot1Min,
  hseCold2Min,
];

/** What an outlet is judged by first where the property has not said: the ten seconds, wherever the probe sits. */
export const defaultPrimary: Readonly<Record<MeasuringPoint, WarmUpStandard>> = {
  'hot-branch': house10s,
  'mixed-outlet': vdi60032Shower,
  'cold-branch': hseCold2Min,
};
