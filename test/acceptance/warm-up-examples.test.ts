// The examples of docs/warm-up.md from outside: published by Mosquitto's client one message a sample, read back through
// the API and through InfluxQL.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExpectedDraw, exampleEdgeAt, type WarmUpExample, warmUpExamples } from '../fixtures/warm-up-examples.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { mosquittoPub } from '../support/mosquitto-pub.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

interface WireDraw {
  readonly id: string;
  readonly startedAt: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly censored: boolean;
  readonly seconds: number | null;
  readonly litres: number | null;
}

/** The table says "about", to one decimal. */
const aboutS = 0.3;
const aboutL = 0.05;

describeWith(['influxd', 'mosquitto_pub'], 'the examples of docs/warm-up.md, through MQTT, API and InfluxQL', () => {
  let influxd: Influxd;
  let hub: TestHub;
  const shiftMs = Date.now() - 20 * 60_000 - exampleEdgeAt;

  beforeAll(async () => {
    influxd = await startInfluxd();
    hub = await startHub({ settings: { HUB_INFLUX_URL: influxd.url } });
  });

  afterAll(async () => {
    await hub?.remove();
    await influxd?.stop();
  });

  it.for(warmUpExamples.map((example, index) => [example.name, example, index] as const))(
    '%s',
    async ([, example, index]) => {
      const id = `hw-example-${index}`;
      const space = `example-${index}`;
      const { point, tauS } = example.sensor;
      const { username, password } = await hub.admin.addDevice({
        id,
        kind: 'hot-water-sensor',
        space,
        point,
        tau: tauS,
      });
      const publisher = { url: hub.mqtt, username, password };
      await mosquittoPub(publisher, `hub/demo/${id}/telemetry`, payloads(example, shiftMs));

      const draws = await eventually(
        async () => (await hub.admin.list<WireDraw>(`/draws?space=${space}`)).toReversed(),
        (found) => found.length >= example.expected.length,
      );
      expect(draws.map(judgement)).toEqual(example.expected.map(expectedJudgement));
      for (const [place, draw] of draws.entries()) expectFigures(draw, example.expected[place] as ExpectedDraw);

      const points = await eventually(
        () => influxQuery(influxd.url, 'touchpoint_hub', `SELECT * FROM draw WHERE device = '${id}' ORDER BY time`),
        (found) => found.length >= example.expected.length,
      );
      expect(points.map((one) => ({ id: one['id'], outcome: one['outcome'], seconds: one['seconds'] }))).toEqual(
        draws.map((one) => ({ id: one.id, outcome: one.outcome, seconds: one.seconds })),
      );
    },
  );
});

function payloads(example: WarmUpExample, shiftMs: number): string[] {
  return example.samples.map(({ at, temperatureC, flowLpm, flowing }) =>
    JSON.stringify({ at: at + shiftMs, temperature: temperatureC, flow: flowLpm, flowing }),
  );
}

function judgement(draw: WireDraw) {
  return { outcome: draw.outcome, reason: draw.reason, censored: draw.censored };
}

function expectedJudgement({ outcome, reason = undefined, censored = false }: ExpectedDraw) {
  return { outcome, reason: reason ?? null, censored };
}

function expectFigures(draw: WireDraw, expected: ExpectedDraw): void {
  if (expected.seconds !== undefined) expect(Math.abs((draw.seconds ?? 0) - expected.seconds)).toBeLessThan(aboutS);
  if (expected.litres !== undefined) expect(Math.abs((draw.litres ?? 0) - expected.litres)).toBeLessThan(aboutL);
}
