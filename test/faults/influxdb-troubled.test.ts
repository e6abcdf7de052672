// InfluxDB is stopped, answers with errors, hangs, is cut off and is wiped while a house speaks: intake goes on, and afterwards
// everything is there, each once. A point that it can never take is set aside and named, and holds up nobody.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, isLong, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { describeLatency } from '../support/latency.ts';
import { metric } from '../support/metrics.ts';
import { startTroubledProxy, type Trouble, type TroubledProxy } from '../support/troubled-proxy.ts';
import {
  expectEvidenceInInflux,
  expectInHub,
  expectInInflux,
  type HouseUnderLoad,
  openHouse,
} from './house-under-load.ts';
import { addDevice } from './live-devices.ts';

const troubles: readonly (readonly [string, Trouble])[] = [
  ['answers 500', { answer: 500 }],
  ['answers 503', { answer: 503, body: 'a page of a gateway' }],
  ['answers 429', { answer: 429, headers: { 'retry-after': '1' } }],
  ['answers 401', { answer: 401, body: '{"error":"authorization failed"}' }],
  ['hangs', 'hang'],
  ['is cut off inside its answers', 'cut-answer'],
  ['is cut off inside the calls', 'cut-call'],
];
/** How long each lasts in the long form, s; FAULT_MINUTES of being stopped where not ten. */
const troubledS = 30;
const stoppedS = 60 * Number(process.env['FAULT_MINUTES'] ?? 10);
/** 500 messages a second in the long form. */
const load = { sensors: 40, dispensers: 8, window: 20, everyMs: byLength(200, 96) };
const drainsWithinMs = byLength(60_000, 300_000);

describeWith(['influxd'], 'a house that speaks to a troubled InfluxDB', () => {
  let influxd: Influxd;
  let proxy: TroubledProxy;
  let hub: HubProcess;
  let house: HouseUnderLoad;

  beforeEach(async () => {
    influxd = await startInfluxd();
    proxy = await startTroubledProxy(influxd.url);
    hub = await startHubProcess({ HUB_INFLUX_URL: proxy.url, HUB_LOG_LEVEL: 'error' });
    house = await openHouse(hub, load);
  });
  afterEach(async () => {
    await house?.close();
    await hub?.remove();
    await proxy?.stop();
    await influxd?.stop();
  });

  const acknowledgedSince = (before: number) =>
    eventually(
      async () => house.acknowledged(),
      (count) => count > before,
    );
  const isFailing = (failing: 0 | 1) =>
    eventually(
      () => metric(hub.http, 'hub_projection_failing{projection="influxdb-samples"}'),
      (value) => value === failing,
      drainsWithinMs,
    );

  it('finds everything there once, whatever happened', async () => {
    const calls: Record<string, number> = {};
    for (const [what, trouble] of troubles) {
      proxy.trouble(trouble);
      await eventually(
        async () => proxy.troubledCalls(),
        (count) => count >= 2,
      );
      await acknowledgedSince(house.acknowledged());
      if (isLong) await pause(troubledS * 1_000);
      calls[what] = proxy.troubledCalls();
      proxy.trouble(undefined);
      await isFailing(0);
    }
    await influxd.kill();
    await isFailing(1);
    await acknowledgedSince(house.acknowledged());
    if (isLong) await pause(stoppedS * 1_000);
    await influxd.restart();
    const said = await house.rest();
    const from = performance.now();
    await expectInInflux(hub, proxy.url, said, drainsWithinMs);
    await expectInHub(hub, said);
    expect(await hub.admin.get('/set-aside')).toEqual({ count: 0, items: [] });
    const { p50, p99 } = describeLatency(said.waitsMs);
    report('a troubled InfluxDB', {
      ...calls,
      acknowledged: said.acknowledged,
      lost: 0,
      doubled: 0,
      'PUBACK p50 ms': p50,
      'PUBACK p99 ms': p99,
      'drained and compared within s': Math.round((performance.now() - from) / 1_000),
    });
  });

  it('sets a poisoned point aside, names it, and goes on', async () => {
    const poisoned = await addDevice(hub, 'water-poisoned', 'water-dispenser');
    const at = Date.now();
    // Somebody else has written a text where the hub writes a number: InfluxDB takes no number there any more.
    await eventually(
      () => influxQuery(influxd.url, 'touchpoint_hub', 'SHOW RETENTION POLICIES').catch(() => []),
      (policies) => policies.some(({ name }) => name === 'telemetry'),
    );
    const line = `telemetry,property=other level="full" ${at}000000`;
    const written = await fetch(`${influxd.url}/write?db=touchpoint_hub&rp=telemetry`, { method: 'POST', body: line });
    expect(written.status).toBe(204);
    const doses = byLength(3, 50);
    for (let n = 0; n < doses; n += 1) {
      await poisoned.publish('telemetry', { at: at + n, level: 50 + n, temperature: 90 });
    }
    const { items } = await eventually(
      () =>
        hub.admin.get<{ count: number; items: { projection: string; reason: string; content: string }[] }>(
          '/set-aside',
        ),
      ({ count }) => count >= doses,
    );
    expect(items.map(({ content }) => Number(/level=(\d+)/.exec(content)?.[1])).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: doses }, (_, n) => 50 + n),
    );
    for (const { projection, reason, content } of items) {
      expect(projection).toBe('influxdb');
      expect(reason).toContain('field type conflict');
      expect(content).toContain('device=water-poisoned');
    }
    expect(hub.log()).toContain('field type conflict');
    const said = await house.rest();
    await expectInInflux(hub, proxy.url, said, drainsWithinMs);
    await isFailing(0);
    expect(await hub.admin.get('/set-aside')).toMatchObject({ count: doses });
    await poisoned.close();
    report('poisoned points', { setAside: doses, 'others stored': said.acknowledged, lost: 0 });
  });

  it('is told its evidence again where it was wiped, and it is on record that it was', async () => {
    // What was told before the first mark nobody can miss.
    for (const source of ['delivery_mark', 'telemetry.delivery_mark']) {
      await eventually(
        () => influxQuery(influxd.url, 'touchpoint_hub', `SELECT seq FROM ${source}`).catch(() => []),
        (marks) => marks.length > 0,
      );
    }
    await eventually(
      () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT id FROM touchpoint').catch(() => []),
      (points) => points.length > 20,
    );
    await fetch(`${influxd.url}/query`, {
      method: 'POST',
      body: new URLSearchParams({ q: 'DROP DATABASE touchpoint_hub' }),
    });
    const noted = await eventually(
      () => hub.admin.list<{ subject: string; data: Record<string, number> }>('/audit?action=history-told-again'),
      (list) => list.length >= 2,
      90_000,
    );
    expect(noted.map(({ subject }) => subject).toSorted()).toEqual(['influxdb-facts', 'influxdb-samples']);
    for (const { data } of noted) expect(data).toMatchObject({ heldUpTo: 0 });
    const facts = noted.find(({ subject }) => subject === 'influxdb-facts')?.data;
    expect(facts?.['againFrom']).toBeLessThan(facts?.['toldUpTo'] as number);
    const said = await house.rest();
    // What the hub had let go of already may be gone; what is said from now on is not.
    await expectEvidenceInInflux(hub, proxy.url, said, drainsWithinMs);
    const later = await addDevice(hub, 'hw-later', 'hot-water-sensor');
    await later.publish('telemetry', { at: Date.now(), temperature: 20, flow: 0 });
    await later.close();
    await eventually(
      () =>
        influxQuery(influxd.url, 'touchpoint_hub', "SELECT flow FROM telemetry.telemetry WHERE device = 'hw-later'"),
      (points) => points.length === 1,
    );
    await expectInHub(hub, said);
    report('a wiped InfluxDB', { 'cups told again': said.cups.length, lost: 0, doubled: 0 });
  });
});
