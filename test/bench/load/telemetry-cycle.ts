// Some minutes of one outlet, to be sent over and over with a new instant each time: an idle pipe, and draws of 40 s of which
// some stay cold. Each reading has its own noise, as a probe that is alive.
import { createRandom, type Random } from '../../../devices/simulators/random.ts';
import { front, showerLpm, steady, type Water } from '../../fixtures/water-physics.ts';

export interface CycleOptions {
  /** The same name makes the same readings. */
  readonly device: string;
  readonly sampleGapMs: number;
  /** See `Fleet`. */
  readonly cycleS?: number;
  /** Of the time, 0 to 0.4. */
  readonly drawShare: number;
  /** Of the draws, 0 to 1. */
  readonly missShare: number;
}

const usualCycleS = 20 * 60;
const openS = 40;
const hotAtS = 6;
const pipeC = 22;

/** @returns what follows `"at":…,` in the JSON of each sample. */
export function telemetryCycle(options: CycleOptions): readonly string[] {
  const { device, sampleGapMs, cycleS = usualCycleS } = options;
  const cycleMs = cycleS * 1000;
  const random = createRandom(device);
  const draws = planDraws(random, cycleS, options);
  const start = random.between(0, cycleMs);
  return Array.from({ length: Math.round(cycleMs / sampleGapMs) }, (_, index) => {
    const s = ((start + index * sampleGapMs) % cycleMs) / 1000;
    const draw = draws.find(({ fromS }) => s >= fromS && s < fromS + openS);
    const temperatureC = (draw === undefined ? pipeC : (draw.water(s - draw.fromS) ?? pipeC)) + random.normal(0, 0.05);
    const flowLpm = draw === undefined ? 0 : showerLpm + random.normal(0, 0.1);
    const flowing = draw !== undefined;
    const battery = 87 + random.normal(0, 0.01);
    return `"temperature":${wide(temperatureC)},"flow":${wide(flowLpm)},"flowing":${flowing},"battery":${wide(battery)}`;
  });
}

/** As a device prints a double; always of one width. */
const wide = (value: number) => value.toFixed(14).slice(0, 16);

function planDraws(random: Random, cycleS: number, { drawShare, missShare }: CycleOptions) {
  const count = Math.round((drawShare * cycleS) / openS);
  return Array.from({ length: count }, (_, index): { readonly fromS: number; readonly water: Water } => ({
    fromS: (index * cycleS) / count,
    water: random.chance(missShare) ? steady(20) : front(hotAtS),
  }));
}
