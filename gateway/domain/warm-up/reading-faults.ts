// What a probe says that water cannot do: docs/warm-up.md, rule 8, `sensor-fault`.
import { slope, type WaterPoint } from './probe-lag.ts';

/** The power-on value of one-wire probes (DS18B20 data sheet, table 1); their other code, -127, is below the range anyway. */
const powerOnC = 85.0;
const lowestC = 0;
const highestC = 90;
/** Two readings closer than this say nothing about a rate: noise divided by almost nothing. */
const leastRateS = 0.5;

export function isBelievable(temperatureC: number | null): temperatureC is number {
  return (
    temperatureC !== null &&
    Number.isFinite(temperatureC) &&
    temperatureC >= lowestC &&
    temperatureC <= highestC &&
    temperatureC !== powerOnC
  );
}

export function isTooFast(before: WaterPoint | undefined, reading: WaterPoint, fastestKPerS: number): boolean {
  if (before === undefined) return false;
  if (reading.at - before.at >= leastRateS * 1000) return Math.abs(slope(before, reading)) > fastestKPerS;
  return Math.abs(reading.temperatureC - before.temperatureC) / leastRateS > fastestKPerS;
}

/** A reading that does not move, and whether a whole draw went by meanwhile. */
export interface Standstill {
  readonly temperatureC: number | null;
  readonly since: number;
  readonly drawBetween: boolean;
}

export function followStandstill(still: Standstill | undefined, at: number, temperatureC: number | null): Standstill {
  return still !== undefined && still.temperatureC === temperatureC
    ? still
    : { temperatureC, since: at, drawBetween: false };
}

/**
 * Unchanged to the last digit with flow in between. Cold water may well stand at the same digit as the idle pipe, so the
 * flow must be a whole draw within the standstill, or this one must itself have run that long.
 */
export function isFrozen(still: Standstill, at: number, drawStartedAt: number, frozenAfterS: number): boolean {
  const from = still.drawBetween ? still.since : Math.max(still.since, drawStartedAt);
  return at - from >= frozenAfterS * 1000;
}
