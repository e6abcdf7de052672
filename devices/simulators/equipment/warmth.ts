// A cabinet that warms what is in it when it is told to, and cools down again.
import type { HotelClock } from '../hotel-clock.ts';
import { createHold } from './hold.ts';

export interface Warmth {
  warm(toC: number, seconds: number): void;
  nowC(): number;
}

/** @param timeConstantS with which bottles follow the cabinet, seconds. */
export function createWarmth(clock: HotelClock, restC: number, timeConstantS: number): Warmth {
  const target = createHold<number>(clock);
  let ownC = restC;
  let followedAt = clock.now();
  let towardsC = restC;

  function nowC(): number {
    const seconds = (clock.now() - followedAt) / 1_000;
    ownC = towardsC + (ownC - towardsC) * Math.exp(-seconds / timeConstantS);
    followedAt = clock.now();
    towardsC = target.value() ?? restC;
    return ownC;
  }

  return {
    warm(toC, seconds) {
      nowC();
      target.hold(toC, seconds);
      towardsC = target.value() ?? restC;
    },
    nowC,
  };
}
