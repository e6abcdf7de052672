// Reads the water, not the probe: docs/warm-up.md, rule 2. A first-order probe shows T - tau * dT/dt, so its own slope
// gives the water back.

/** One temperature at one instant (Unix ms, device clock). */
export interface WaterPoint {
  readonly at: number;
  readonly temperatureC: number;
}

/** A probe reads a 21 → 54 °C front late by ln(33 / 9) time constants at 45 °C: docs/warm-up.md, rule 2. */
const lagInTaus = 1.3;

/** The water between two readings, stamped at their midpoint; with `tauS` 0 the latter reading as it stands. */
export function readWater(before: WaterPoint | undefined, reading: WaterPoint, tauS: number): WaterPoint | undefined {
  if (tauS === 0) return reading;
  if (before === undefined) return undefined;
  const slopeKPerS = slope(before, reading);
  return {
    at: (before.at + reading.at) / 2,
    temperatureC: (before.temperatureC + reading.temperatureC) / 2 + tauS * slopeKPerS,
  };
}

/** K/s from one point to a later one. */
export function slope(from: WaterPoint, to: WaterPoint): number {
  return (to.temperatureC - from.temperatureC) / ((to.at - from.at) / 1000);
}

/** By how many seconds the correction moves a crossing. */
export function lagS(tauS: number): number {
  return lagInTaus * tauS;
}
