// The dispensers of the hotel: what they serve and what a serving takes. One row a model.
import type { DispenserMaking } from './dispenser.ts';

const share = (percent: number) => ({ full: 100, start: percent, pieces: false });

/** Fewer leaves at the start make it run low within the hour. */
export function teaDispenserMaking(leavesPercent: number): DispenserMaking {
  const cup = { level: 0.8, leaves: 1.1, cups: 1 };
  return {
    boilerC: 92,
    products: [
      { product: 'longjing', share: 5, litres: 0.18, temperatureC: 82, uses: cup },
      { product: 'tieguanyin', share: 3, litres: 0.18, temperatureC: 90, uses: cup },
      { product: 'chrysanthemum', share: 2, litres: 0.2, temperatureC: 88, uses: cup },
    ],
    stocks: { level: share(96), leaves: share(leavesPercent), cups: { full: 200, start: 140, pieces: true } },
  };
}

export const waterDispenserMaking: DispenserMaking = {
  boilerC: 90,
  products: [
    { product: 'hot-water', share: 3, litres: 0.3, temperatureC: 88, uses: { level: 0.6, filter: 0.01 } },
    { product: 'cold-water', share: 2, litres: 0.4, temperatureC: 12, uses: { level: 0.8, filter: 0.012 } },
  ],
  stocks: { level: share(94), filter: { ...share(78), wears: true } },
};

/** Bottles by the door: warm all day, or where it can be told to warm them, then alone. */
export function bottleCabinetMaking(isWarmed: boolean): DispenserMaking {
  return {
    boilerC: 41,
    ...(isWarmed ? { rest: { restC: 22, timeConstantS: 40 * 60 } } : {}),
    products: [{ product: 'bottle', share: 1, litres: 0.33, temperatureC: 40, uses: { bottles: 1, level: 100 / 96 } }],
    stocks: { bottles: { full: 96, start: 88, pieces: true }, level: share(100 * (88 / 96)) },
  };
}
