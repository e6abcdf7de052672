// Puts a sensor to the water of one room: the branch on its riser, the probe in it, and the recorder that knows the truth.
import type { RoomPlan } from './building.ts';
import {
  createHotWaterSensor,
  type HotWaterSensor,
  type PlannedDraw,
  type ProbeFailure,
} from './equipment/hot-water-sensor.ts';
import { createHotelDevice, type HotelContext, type HotelDevice } from './hotel-context.ts';
import { onGrid } from './pace.ts';
import type { Random } from './random.ts';
import { createDrawRecorder, type DrawRecorder } from './truth/draw-recorder.ts';
import { house10s, vdi6003Shower } from './truth/true-verdict.ts';
import { createBranch } from './water/branch.ts';
import { createOutlet } from './water/outlet.ts';
import { createProbe, probeFaults } from './water/probe.ts';
import type { Riser } from './water/riser.ts';

export interface HotWaterPoint {
  readonly device: HotelDevice;
  readonly sensor: HotWaterSensor;
  readonly recorder: DrawRecorder;
}

/** Mean of the bathrooms; each has its own. */
const bathroomsC = 23;
const coldC = 18;
const probeNoiseC = 0.05;
const hourMs = 3_600_000;

/** "Open hot fully now": a mixer stops below what scalds. */
export const testDraw: PlannedDraw = { demand: { flowLpm: 9, mixC: 46 }, seconds: 75, cause: 'test-draw' };

export function createHotWaterPoint(context: HotelContext, plan: RoomPlan, riser: Riser): HotWaterPoint {
  const { clock, pace, faults } = context;
  const { tauS, resolutionC, point } = plan.sensor.sensor;
  const mixed = point === 'mixed-outlet';

  const device = createHotelDevice(context, plan.sensor, {
    model: plan.switchOnly ? 'WP-120 switch' : 'WP-200',
    onIdleSeconds: (seconds) => sensor.idleEvery(seconds * 1_000),
    onCommand: ({ command }) => (command === 'test-draw' ? openForTest(sensor) : undefined),
  });
  const random = device.random;
  const bathroomC = random.normal(bathroomsC, 0.7);
  const recorder = createDrawRecorder({
    device: plan.sensor.id,
    space: plan.space.id,
    riser: plan.space.riser,
    mixed,
    metered: !plan.switchOnly,
    promised: mixed ? vdi6003Shower : house10s,
    // Half a sample, and a tenth of what the correction moves a front by: about 1.3 tau.
    uncertaintyS: pace.flowMs / 2_000 + 0.13 * tauS,
  });
  const branch = createBranch({
    litres: plan.branchL,
    dispersionL: random.between(0.09, 0.13),
    ambientC: bathroomC,
    coolingS: random.between(1_200, 2_400),
  });
  const sensor = createHotWaterSensor({
    clock,
    pace,
    random: random.fork('meter'),
    link: device.link,
    time: device.time,
    outlet: createOutlet({
      riser,
      metres: plan.metres,
      branch,
      coldC,
      ambientC: bathroomC,
      mixed,
      startAt: clock.now(),
    }),
    probe: createProbe({ tauS: plan.trueTauS, noiseC: probeNoiseC, resolutionC }, bathroomC, random.fork('probe')),
    recorder,
    failures: planFailures(context, random.fork('failures'), faults.probeFailureShare),
    switchOnly: plan.switchOnly,
  });
  return { device, sensor, recorder };
}

/** What a device answers that can open the outlet itself. */
export function openForTest(sensor: HotWaterSensor): Readonly<Record<string, unknown>> {
  return sensor.draw(testDraw) ? { seconds: testDraw.seconds } : { ok: false, error: 'the outlet is in use' };
}

function planFailures({ clock, pace }: HotelContext, chance: Random, share: number): readonly ProbeFailure[] {
  if (!chance.chance(share)) return [];
  const from = onGrid(clock.now() + chance.between(2, 18) * hourMs, pace);
  return [{ from, to: from + chance.integer(2, 6) * hourMs, fault: chance.pick(probeFaults) }];
}
