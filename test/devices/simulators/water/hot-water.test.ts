import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../devices/simulators/random.ts';
import { createBranch } from '../../../../devices/simulators/water/branch.ts';
import { createOutlet, type Outlet } from '../../../../devices/simulators/water/outlet.ts';
import { createProbe } from '../../../../devices/simulators/water/probe.ts';
import { createPump, type PumpSchedule } from '../../../../devices/simulators/water/pump.ts';
import { createRiser } from '../../../../devices/simulators/water/riser.ts';

const second = 1_000;
const hour = 3_600 * second;
const always: PumpSchedule = { hours: [[0, 24]], failures: [] };

function createBathroom(options: { litres: number; pump?: PumpSchedule; plantC?: number; mixed?: boolean }): Outlet {
  const plantC = () => options.plantC ?? 54;
  const plumbing = {
    metres: 30,
    litresPerMetre: 0.35,
    ambientC: 24,
    coolingS: 10_800,
    circulationS: 60,
    lossKPerMetre: 0,
  };
  const riser = createRiser({ plumbing, pump: createPump(options.pump ?? always, 0), plantC, startAt: 0 });
  const branch = createBranch({ litres: options.litres, dispersionL: 0.07, ambientC: 20, coolingS: 1_500 });
  const mixed = options.mixed ?? false;
  return createOutlet({ riser, metres: 25, branch, coldC: 15, ambientC: 23, mixed, startAt: 0 });
}

/** Opens the tap at `from` and says after how many seconds the water first reached 45 °C. */
function secondsToHot(outlet: Outlet, from: number, flowLpm: number, longestS = 300): number | undefined {
  outlet.settle(from, () => {});
  outlet.open({ flowLpm });
  let hotAt: number | undefined;
  outlet.settle(from + longestS * second, (step) => {
    if (step.waterC >= 45) hotAt ??= step.at;
  });
  outlet.close();
  return hotAt === undefined ? undefined : (hotAt - from) / second;
}

describe('the front of hot water', () => {
  test.each([
    ['a usual bathroom', 0.93, 8, 7.6],
    ['a long branch', 1.86, 8, 14.6],
    ['a strong shower on the long branch', 1.86, 16, 7.3],
    ['a thin flow', 0.93, 2, 30],
  ])('arrives after volume / flow: %s', (_, litres, flowLpm, expectedS) => {
    const seconds = secondsToHot(createBathroom({ litres }), 60 * second, flowLpm)!;
    expect(Math.abs(seconds - expectedS)).toBeLessThan(expectedS * 0.06);
  });

  test('a try that was given up has moved the plug: the next one needs only the rest', () => {
    const outlet = createBathroom({ litres: 1.33 });
    expect(secondsToHot(outlet, 60 * second, 8, 5)).toBeUndefined();
    const rest = secondsToHot(outlet, 80 * second, 8)!;
    expect(rest).toBeGreaterThan(5);
    expect(rest).toBeLessThan(6.2);
  });

  test('the branch stays warm for a while after a shower, and is cold again after some hours', () => {
    const outlet = createBathroom({ litres: 0.93 });
    secondsToHot(outlet, 0, 8);
    expect(secondsToHot(outlet, 305 * second, 8)).toBeLessThan(1);
    expect(secondsToHot(outlet, 4 * hour, 8)).toBeGreaterThan(7);
  });

  test('a riser whose pump failed hours ago has to be flushed, and is hot again soon after the repair', () => {
    const pump: PumpSchedule = { hours: [[0, 24]], failures: [{ from: 0, to: 6 * hour }] };
    const failed = createBathroom({ litres: 0.93, pump });
    expect(secondsToHot(failed, 5 * hour, 8)).toBeGreaterThan(50);
    const repaired = createBathroom({ litres: 0.93, pump });
    expect(secondsToHot(repaired, 6 * hour + 600 * second, 8)).toBeLessThan(9);
  });

  test('never comes while the plant is down', () => {
    expect(secondsToHot(createBathroom({ litres: 0.5, plantC: 38 }), 0, 8)).toBeUndefined();
  });

  test('a night stop of the pump is seen even where nobody drew in between', () => {
    const nightStop: PumpSchedule = { hours: [[5, 24]], failures: [] };
    expect(secondsToHot(createBathroom({ litres: 0.93, pump: nightStop }), 28.9 * hour, 8)).toBeGreaterThan(30);
  });
});

describe('a mixed outlet', () => {
  test.each([
    ['is held at the thermostat', 41 as const, 41],
    ['stays cold where cold is asked for', 'cold' as const, 15],
  ])('%s', (_, mixC, expectedC) => {
    const outlet = createBathroom({ litres: 0.5, mixed: true });
    outlet.open({ flowLpm: 8, mixC });
    let lastC = 0;
    outlet.settle(60 * second, (step) => {
      lastC = step.waterC;
    });
    expect(lastC).toBeCloseTo(expectedC, 1);
  });
});

describe('a probe', () => {
  test('reads late by its time constant', () => {
    const probe = createProbe({ tauS: 4, noiseC: 0, resolutionC: 0 }, 20, createRandom(1));
    for (let i = 0; i < 40; i++) probe.follow(60, 0.1);
    expect(probe.read()).toBeCloseTo(20 + 40 * (1 - 1 / Math.E), 2);
  });

  test('steps by its resolution', () => {
    const probe = createProbe({ tauS: 0, noiseC: 0.2, resolutionC: 0.5 }, 30.13, createRandom(2));
    for (let i = 0; i < 50; i++) expect((probe.read()! * 2) % 1).toBe(0);
  });

  test.each([
    ['power-on-85' as const, 85],
    ['disconnected' as const, -127],
    ['null' as const, null],
  ])('says its code when it is broken: %s', (fault, expected) => {
    expect(createProbe({ tauS: 1, noiseC: 0.1, resolutionC: 0.1 }, 20, createRandom(3)).read(fault)).toBe(expected);
  });

  test('a frozen one repeats its last reading to the last digit', () => {
    const probe = createProbe({ tauS: 0, noiseC: 0.5, resolutionC: 0.01 }, 20, createRandom(4));
    const last = probe.read();
    probe.follow(60, 30);
    expect([probe.read('frozen'), probe.read('frozen')]).toEqual([last, last]);
    expect(probe.read()).toBeGreaterThan(50);
  });
});
