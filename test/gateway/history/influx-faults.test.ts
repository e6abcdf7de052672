// InfluxDB troubled in every way: nothing is lost, nothing doubled, and one bad point never holds up the others.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createInfluxHistory, type InfluxHistory } from '../../../gateway/history/influx.ts';
import { connectInflux, type InfluxConnection } from '../../../gateway/history/influx-connection.ts';
import type { DeadLetter, PackedSamples } from '../../../gateway/ports.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { aDraw, aSampleMessage, packed } from '../store/examples.ts';

const now = Date.now();

function samples(count: number, readings: (i: number) => Record<string, number | string>, firstSeq = 1): PackedSamples {
  return packed(
    Array.from({ length: count }, (_, i) =>
      aSampleMessage({ seq: firstSeq + i, samples: [{ at: now - (firstSeq + i) * 1_000, readings: readings(i) }] }),
    ),
  );
}

describeWith(['influxd'], 'a troubled InfluxDB', () => {
  let influxd: Influxd;
  let history: InfluxHistory;
  let connection: InfluxConnection;
  let setAside: DeadLetter[];
  let databases = 0;
  let opened: InfluxHistory[];

  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.stop());

  beforeEach(() => {
    const database = `hub_${++databases}`;
    setAside = [];
    opened = [];
    connection = connectInflux({ url: influxd.url, database });
    history = createHistory(influxd.url, database);
  });

  function createHistory(url: string, database: string): InfluxHistory {
    const made = createInfluxHistory({
      url,
      database,
      property: 'demo',
      username: 'hub',
      password: 'geheim',
      deviceTags: () => undefined,
      deadLetters: { setAside: async (letter) => void setAside.push(letter) },
    });
    opened.push(made);
    return made;
  }

  async function stored(field = 'temperature'): Promise<number> {
    const [series] = await connection.query(`SELECT count(${field}) FROM "telemetry".telemetry`);
    return Number(series?.[0]?.values[0]?.[1] ?? 0);
  }

  test('one bad point in five thousand is set aside with its reason, the others are stored', async () => {
    await history.writeSamples(samples(1, () => ({ temperature: 20 })));
    await history.writeSamples(samples(5_000, (i) => ({ temperature: i === 3_210 ? 'warm' : 40 }), 2));
    expect(await stored()).toBe(5_000);
    expect(setAside).toHaveLength(1);
    expect(setAside[0]).toMatchObject({
      projection: 'influxdb',
      reason: expect.stringContaining('field type conflict'),
    });
    expect(setAside[0]?.content).toContain('temperature="warm"');
  });

  test('a sample that has outlived its keeping is neither stored nor set aside', async () => {
    const sampled = (at: number) => aSampleMessage({ samples: [{ at, readings: { temperature: 2 } }] });
    await history.writeSamples(packed([now - 100 * 86_400_000, now - 3, now - 2, now - 1].map(sampled)));
    expect(await stored()).toBe(3);
    expect(setAside).toEqual([]);
  });

  test('evidence is in the default policy for five years, telemetry in its own for ninety days', async () => {
    await history.ping();
    const [series] = await connection.query('SHOW RETENTION POLICIES');
    const policies = series![0]!.values.map(([name, duration, , , isDefault]) => [name, duration, isDefault]);
    expect(policies).toContainEqual(['evidence', '43920h0m0s', true]);
    expect(policies).toContainEqual(['telemetry', '2160h0m0s', false]);
  });

  test('what an operator has set for a policy stays', async () => {
    await history.ping();
    await connection.query(`ALTER RETENTION POLICY "telemetry" ON "hub_${databases}" DURATION 4000h`);
    await createHistory(influxd.url, `hub_${databases}`).ping();
    const [series] = await connection.query('SHOW RETENTION POLICIES');
    expect(series![0]!.values.find(([name]) => name === 'telemetry')![1]).toBe('4000h0m0s');
  });

  test('a database that somebody dropped is made again at the next attempt', async () => {
    await history.writeSamples(samples(1, () => ({ temperature: 20 })));
    await connection.query(`DROP DATABASE "hub_${databases}"`);
    await expect(history.writeSamples(samples(2, () => ({ temperature: 20 })))).rejects.toThrow(
      /404 database not found/,
    );
    await history.writeSamples(samples(2, () => ({ temperature: 20 })));
    expect(await stored()).toBe(2);
  });

  test('a server that hangs is given up within seconds; thawed, it has each point once', async () => {
    const entry = samples(100, () => ({ temperature: 20 }));
    await history.writeSamples(samples(1, () => ({ temperature: 20 }), 1_000));
    influxd.freeze();
    await expect(history.writeSamples(entry)).rejects.toThrow(/no answer within 4000 ms/);
    influxd.thaw();
    await history.writeSamples(entry);
    expect(await stored()).toBe(101);
  });

  test('a server that was killed takes the same points after its restart, at the first attempt', async () => {
    const readings = samples(100, () => ({ temperature: 20 }));
    const facts = [
      { seq: 500, at: now, fact: { type: 'draw-closed', draw: aDraw({ startedAt: now }), curve: [] } },
    ] as const;
    await history.writeFacts(facts);
    await history.writeSamples(readings);
    await influxd.kill();
    await expect(history.writeFacts(facts)).rejects.toThrow(/InfluxDB at http:\/\/127\.0\.0\.1:\d+: /);
    await expect(history.writeSamples(readings)).rejects.toThrow(/InfluxDB at http:\/\/127\.0\.0\.1:\d+: /);
    await expect(history.ping()).rejects.toThrow(/ECONNREFUSED/);
    await influxd.restart();
    await history.writeFacts(facts);
    await history.writeSamples(readings);
    expect(await stored()).toBe(100);
    expect(await history.tally({ from: now - 1, to: now + 1, by: 'space', timeZone: 'UTC' })).toMatchObject([
      { met: 1 },
    ]);
  });

  test('a refused sign-in says so, and never the password', async () => {
    const guarded = await startInfluxd({ authentication: true });
    try {
      const error = await createHistory(guarded.url, 'hub')
        .ping()
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ status: expect.any(Number) });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/geheim|Basic/);
    } finally {
      await guarded.stop();
    }
  });

  test.each([
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
  ])('a gateway in between that answers %i is not taken for a bad point', async (status, reason) => {
    const gateway = createServer((_, response) => response.writeHead(status).end('{"error":"partial write"}'));
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = gateway.address() as AddressInfo;
      const beyond = createHistory(`http://127.0.0.1:${port}`, 'hub');
      for (const _ of [1, 2]) {
        await expect(beyond.writeSamples(packed([aSampleMessage()]))).rejects.toThrow(reason);
      }
      expect(setAside).toEqual([]);
    } finally {
      gateway.closeAllConnections();
      gateway.close();
    }
  });

  test.each([
    [302, 'a page to sign in at'],
    [200, 'a page of its own'],
  ])('a proxy in between that answers %i, with %s, has stored nothing', async (status) => {
    const proxy = createServer((_, response) => response.writeHead(status, { location: '/' }).end('<html></html>'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = proxy.address() as AddressInfo;
      const beyond = connectInflux({ url: `http://127.0.0.1:${port}`, database: 'hub' });
      await expect(beyond.write(['telemetry flow=1 1'])).rejects.toThrow(`: ${status} `);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  afterEach(async () => {
    influxd.thaw();
    for (const one of opened) await one.close();
  });
});
