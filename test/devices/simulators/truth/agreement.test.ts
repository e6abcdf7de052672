// The truth of the simulated hotel and the hub's detector are two readings of docs/warm-up.md, written apart. What left
// the devices over real MQTT in one day is judged by the one and held against the other.
import { expect, test } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import { createHotel } from '../../../../devices/simulators/create-hotel.ts';
import { dayPace } from '../../../../devices/simulators/pace.ts';
import { createSimulatedClock } from '../../../../devices/simulators/simulated-clock.ts';
import { agrees } from '../../../../devices/simulators/truth/true-draw.ts';
import {
  createWarmUpDetector,
  type DrawMeasurement,
  type OutletEvent,
} from '../../../../gateway/domain/warm-up/detector.ts';
import { presets } from '../../../../gateway/domain/warm-up/presets.ts';
import { startListeningBroker } from '../listening-broker.ts';

interface WireSample {
  readonly at: number;
  readonly temperature: number | null;
  readonly flow?: number;
  readonly flowing?: boolean;
}

const hour = 3_600_000;
const midnightInShanghai = Date.UTC(2026, 0, 5, 16);

test('a day of 40 rooms: the detector finds every draw, and 99 in 100 as they truly were', async () => {
  const broker = await startListeningBroker();
  const clock = createSimulatedClock({ startAt: midnightInShanghai });
  const hotel = createHotel({
    seed: 'agreement',
    property: 'demo',
    clock,
    connect: { url: broker.url },
    credentials: () => 'secret',
    pace: dayPace,
    faults: {
      pumpFailures: { r2: [{ from: midnightInShanghai + 4 * hour, to: midnightInShanghai + 9 * hour }] },
      plantOutages: [{ from: midnightInShanghai + 21 * hour, to: midnightInShanghai + 22 * hour, temperatureC: 41 }],
    },
  });
  hotel.start();
  await clock.advanceBy(24 * hour);
  await hotel.stop();

  function judge(device: (typeof hotel.devices)[number]): Map<number, DrawMeasurement> {
    const sensor = device.sensor!;
    const standardId = sensor.point === 'hot-branch' ? 'house-10s' : 'vdi-6003-2-shower';
    const standard = presets.find(({ id }) => id === standardId)!;
    const detector = createWarmUpDetector({ device: device.id as DeviceId, sensor, standard, otherStandards: [] });
    const judged = new Map<number, DrawMeasurement>();
    const keep = (events: readonly OutletEvent[]) => {
      for (const event of events) if (event.type === 'draw-closed') judged.set(event.draw.startedAt, event.draw);
    };
    const samples = broker
      .said<WireSample | { samples: WireSample[] }>(device.id, 'telemetry')
      .flatMap((payload) => ('samples' in payload ? payload.samples : [payload]));
    const seen = new Set<number>();
    for (const { at, temperature, flow, flowing } of samples) {
      if (seen.has(at)) continue;
      seen.add(at);
      const wakeAt = detector.wakeAt();
      if (wakeAt !== undefined && wakeAt < at) keep(detector.passTime(wakeAt));
      const water = { at, temperatureC: temperature };
      keep(
        detector.accept({ ...water, ...(flow !== undefined ? { flowLpm: flow } : { flowing: flowing! }) }, 'device'),
      );
    }
    return judged;
  }

  const found = new Map(
    hotel.devices.filter(({ kind }) => kind === 'hot-water-sensor').map((device) => [device.id, judge(device)]),
  );
  const seen = hotel.truth().draws.filter((draw) => draw.seen);
  const verdictOn = (draw: (typeof seen)[number]) => found.get(draw.device)!.get(draw.startedAt);
  const judged = seen.filter(({ outcome }) => outcome !== 'excluded');
  const wrong = judged.filter((draw) => !agrees(draw, verdictOn(draw) ?? { outcome: 'absent' }));

  expect(seen.filter((draw) => verdictOn(draw) === undefined)).toEqual([]);
  expect([...found.values()].reduce((count, draws) => count + draws.size, 0)).toBe(seen.length);
  expect(judged.length).toBeGreaterThan(100);
  expect(wrong.length / judged.length).toBeLessThanOrEqual(0.01);
  await broker.stop();
});
