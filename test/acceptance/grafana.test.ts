// The dashboards that ship for Grafana, asked as Grafana asks: of a real InfluxDB that a real hub has filled with some hours of a
// simulated hotel. A query that names what the hub does not write, or finds nothing, fails here and not on a manager's screen.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planHouse } from '../../devices/simulators/building.ts';
import { createHotel } from '../../devices/simulators/create-hotel.ts';
import { dayPace } from '../../devices/simulators/pace.ts';
import { createSimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { withToken } from '../support/hub-client.ts';
import { influxQuery } from '../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../support/influxd.ts';
import { registerHouse } from '../support/register-house.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const deploy = new URL('../../deploy/grafana/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, deploy), 'utf8');

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly query: string }[];
}
interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: string }[] };
  readonly panels: readonly Panel[];
}

const dashboards = readdirSync(new URL('dashboards/', deploy)).map(
  (file) => JSON.parse(read(`dashboards/${file}`)) as Dashboard,
);
const panels = dashboards.flatMap(({ title, panels }) =>
  panels.map((panel) => [`${title}: ${panel.title}`, panel] as const),
);
const variables = dashboards.flatMap(({ title, templating }) =>
  templating.list.map(({ name, query }) => [`${title}: $${name}`, query] as const),
);

describe('the dashboards', () => {
  test.each(panels)('%s asks the data source that is provisioned', (_name, panel) => {
    expect(panel.datasource.uid).toBe(parse(read('influxdb.yaml')).datasources[0].uid);
  });

  test.each(dashboards.map((one) => [one.title, one] as const))(
    '%s has no panel over another',
    (_title, { panels }) => {
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    },
  );

  test('no two have one address', () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
  });
});

/** As Grafana fills a query in, for the hours that were lived. */
function asked(query: string, { from, to }: { readonly from: number; readonly to: number }): string {
  return query
    .replaceAll('$timeFilter', `time >= ${from}ms AND time <= ${to}ms`)
    .replaceAll('$__interval', '10m')
    .replace(/\/\^\$\w+\$\//g, '/^.*$/')
    .replace('now() - 15m', `${to - 15 * 60_000}ms`);
}

describeWith(['influxd'], 'of a hotel that lived for some hours', () => {
  const hour = 3_600_000;
  let influxd: Influxd;
  let hub: TestHub;
  let lived: { readonly from: number; readonly to: number };
  const ask = (query: string) => influxQuery(influxd.url, 'touchpoint_hub', query);

  beforeAll(async () => {
    influxd = await startInfluxd();
    // From six in the morning in Shanghai: showers, breakfast, and a pump that fails.
    const from = Math.floor(Date.now() / (24 * hour)) * 24 * hour - 26 * hour;
    const clock = createSimulatedClock({ startAt: from });
    hub = await startHub({
      clock,
      settings: { HUB_INFLUX_URL: influxd.url },
      hubYaml: 'standards: { also: { hot-branch: [hse-hot-1min] } }\n',
    });
    const house = { seed: 'grafana', rooms: 12 };
    const credentials = await registerHouse(hub.admin, planHouse(house));
    const { token } = await hub.admin.post<{ token: string }>('/tokens', { name: 'staff', role: 'admin' });
    const hotel = createHotel({
      ...house,
      property: 'demo',
      clock,
      connect: { url: hub.mqtt },
      credentials,
      pace: dayPace,
      faults: { pumpFailures: { r1: [{ from, to: from + hour / 2 }] } },
    });
    hotel.start();
    await clock.advanceBy(3 * hour);
    const staff = withToken(hub.http, token);
    const [task] = await staff.list<{ id: string; version: number }>('/tasks?state=open');
    await staff.post(`/tasks/${task?.id}/accept`, { version: task?.version });
    const checkIn = async (stay: string, minutes: number) => {
      for (const [type, ago] of [
        ['check-in-started', minutes + 1],
        ['checked-in', 1],
      ] as const) {
        const at = new Date(clock.now() - ago * 60_000).toISOString();
        await staff.post('/stays/events', { id: `${stay} ${type}`, stay, type, at });
      }
    };
    await checkIn('R-1', 2);
    await checkIn('R-2', 10);
    await clock.advanceBy(5 * 60_000);
    await hotel.stop();
    lived = { from, to: clock.now() };
    const onRecord = (await staff.list('/draws')).length;
    await eventually(
      () => ask('SELECT count("id") FROM "draw"'),
      ([row]) => Number(row?.['count'] ?? 0) >= onRecord,
      60_000,
    );
    await eventually(
      () => ask('SELECT last("temperature") FROM "telemetry"."telemetry"'),
      ([row]) => Number(row?.['time'] ?? 0) / 1_000_000 > lived.to - 60_000,
    );
    await eventually(
      () => ask(`SELECT count("seconds") FROM "touchpoint" WHERE "standard" = 'check-in-3min@1'`),
      ([row]) => row?.['count'] === 2,
    );
  }, 300_000);
  afterAll(async () => {
    await hub?.remove();
    await influxd?.stop();
  });

  test.each(panels)('%s finds what it asks for', async (_name, { targets }) => {
    for (const { query } of targets) {
      const rows = await ask(asked(query, lived));
      const values = rows.flatMap(({ time: _time, ...row }) => Object.values(row));
      expect(rows.length, query).toBeGreaterThan(0);
      expect(
        values.some((value) => typeof value === 'number' && value > 0),
        query,
      ).toBe(true);
    }
  });

  test.each(variables)('%s has something to choose', async (_name, query) => {
    expect((await ask(query)).length).toBeGreaterThan(0);
  });

  test('every name in a query is one that the hub writes', async () => {
    /** What a query calls a column of its own. */
    const own = ['last', 'missed', 'kept'];
    const written = new Set<unknown>(own);
    for (const show of [
      'SHOW MEASUREMENTS',
      'SHOW TAG KEYS',
      'SHOW FIELD KEYS',
      'SHOW FIELD KEYS FROM "telemetry"."telemetry"',
    ]) {
      for (const { name, tagKey, fieldKey } of await ask(show))
        for (const one of [name, tagKey, fieldKey]) written.add(one);
    }
    const named = panels.flatMap(([, { targets }]) =>
      targets.flatMap(({ query }) => [...query.matchAll(/"(\w+)"/g)].map(([, name]) => name)),
    );
    expect([...new Set(named)].filter((name) => !written.has(name))).toEqual([]);
  });

  test('the share kept of a day is met of met and missed, as on the hub’s own page', async () => {
    const share = panels.find(([, { title }]) => title.startsWith('Share kept'))?.[1].targets[0]?.query ?? '';
    const inADay = async (outcome: string) => {
      const byDay = `WHERE "outcome" = '${outcome}' AND $timeFilter GROUP BY time(1d)`;
      const days = await ask(asked(`SELECT count("id") FROM "draw" ${byDay}`, lived));
      return new Map(days.map(({ time, count }) => [time, Number(count)]));
    };
    const [met, missed] = [await inADay('met'), await inADay('missed')];
    const days = await ask(asked(share, lived));
    expect(days.length).toBeGreaterThan(0);
    for (const { time, ...row } of days) {
      const kept = met.get(time) ?? 0;
      expect(Number(Object.values(row)[0])).toBeCloseTo(kept / (kept + (missed.get(time) ?? 0)), 9);
    }
  });
});
