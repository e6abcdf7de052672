// Compliance for managers: rates with their n, and silence beside them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { ServiceStandardTerms } from '../../../gateway/domain/standards/service-standard.ts';
import type { DrawTally } from '../../../gateway/ports.ts';
import { aDevice, aDraw, aStandard, someMoment } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let manager: Call;
beforeEach(async () => {
  hub = await startTestApi();
  manager = await hub.as('manager');
  for (const room of ['1201', '1202', '1203']) {
    hub.devices.set(
      `hw-${room}`,
      aDevice({ id: `hw-${room}`, space: room as SpaceId }, { floor: '12', riser: `r${room.at(-1)}` }),
    );
  }
  hub.devices.set(
    'rc-1204',
    aDevice({ id: 'rc-1204', kind: 'room-controller', space: '1204' as SpaceId }, { floor: '12' }),
  );
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

function tally(key: string, counts: Partial<DrawTally> = {}): DrawTally {
  return { key, met: 0, missed: 0, inconclusive: 0, excluded: 0, warmStarts: 0, hotInTime: 0, ...counts };
}

const keysAndSilence = (body: { items: { key: string; noEvidence: number }[] }) =>
  body.items.map(({ key, noEvidence }) => [key, noEvidence]);

test('a row carries its n, its interval, the guest’s side and the coverage', async () => {
  hub.history.tally = ({ by }) => [
    tally(by === 'space' ? '1201' : 'house-10s', {
      met: 3,
      excluded: 2,
      warmStarts: 1,
      hotInTime: 4,
      p50: 7.5,
      p95: 8.2,
    }),
  ];
  const { body } = await manager('GET', '/api/v1/compliance?by=standard');
  expect(body.items).toEqual([
    {
      of: 'draws',
      key: 'house-10s',
      met: 3,
      missed: 0,
      excluded: 2,
      inconclusive: 0,
      noEvidence: 2,
      rate: 1,
      low: expect.closeTo(0.4385, 3),
      high: 1,
      guestRate: 1,
      guestDraws: 4,
      coverage: 0.6,
      p50: 7.5,
      p95: 8.2,
    },
  ]);
});

test('a room whose sensor gave nothing stands in the list, with no rate', async () => {
  hub.history.tally = () => [tally('1201', { met: 2 }), tally('1202', { excluded: 4 })];
  const { body } = await manager('GET', '/api/v1/compliance?by=space');
  expect(keysAndSilence(body)).toEqual([
    ['1201', 0],
    ['1202', 1],
    ['1203', 1],
  ]);
  expect(body.items[2]).toMatchObject({ rate: null, low: null, coverage: null });
});

test.each([
  ['floor', [['12', 2]]],
  [
    'riser',
    [
      ['r1', 0],
      ['r2', 1],
      ['r3', 1],
    ],
  ],
] as const)('silence is counted by %s', async (by, expected) => {
  hub.history.tally = (query) => [
    tally({ space: '1201', floor: '12', riser: 'r1', day: '', standard: '' }[query.by], { met: 2 }),
  ];
  expect(keysAndSilence((await manager('GET', `/api/v1/compliance?by=${by}`)).body)).toEqual(expected);
});

test('each day of the range is a row, also a day without a draw', async () => {
  const secondDay = Date.parse('2026-02-27T00:00:00Z');
  hub.history.tally = ({ by, from }) => {
    if (by === 'day') return [tally('2026-02-27', { met: 1, missed: 1 })];
    return from === secondDay ? [tally('1201', { met: 1 }), tally('1203', { missed: 1 })] : [];
  };
  const { body } = await manager('GET', '/api/v1/compliance?by=day&from=2026-02-26T00:00:00Z&to=2026-03-01T00:00:00Z');
  expect(keysAndSilence(body)).toEqual([
    ['2026-02-26', 3],
    ['2026-02-27', 1],
    ['2026-02-28', 3],
  ]);
});

test('without a range the last 30 days are meant, in the zone of the hotel', async () => {
  const asked: unknown[] = [];
  hub.history.tally = ({ from, to, timeZone, standard }) => {
    asked.push({ days: (to - from) / 86_400_000, to, timeZone, standard });
    return [];
  };
  await manager('GET', '/api/v1/compliance?by=space&standard=house-10s');
  expect(asked[0]).toEqual({ days: 30, to: hub.now, timeZone: 'Asia/Shanghai', standard: 'house-10s' });
});

test('a changed standard is a new version; the old one stays with its verdicts', async () => {
  const { body } = await manager('PUT', '/api/v1/standards/house-10s', { limit: 8 });
  expect(body).toMatchObject({ id: 'house-10s', version: 2, limit: 8, target: 45 });
  const [input] = hub.inputs;
  expect(input).toMatchObject({ type: 'set-standard', standard: { id: 'house-10s', version: 2, limitS: 8 } });
  if (input?.type === 'set-standard') await hub.happen({ type: 'standard-changed', standard: input.standard });
  await hub.happen({
    type: 'draw-closed',
    draw: aDraw({ endedAt: someMoment }),
    curve: [{ s: 0, temperatureC: 20, flowLpm: 8 }],
  });
  expect((await manager('GET', '/api/v1/standards')).body.items).toMatchObject([
    { id: 'house-10s', version: 2, limit: 8 },
  ]);
  expect((await manager('GET', '/api/v1/draws/draw-1')).body).toMatchObject({
    standard: 'house-10s@1',
    promise: { target: 45, limit: 10 },
    curve: [{ s: 0, temperature: 20, corrected: null, flow: 8 }],
  });
});

const greeted = {
  ...ServiceStandardTerms.parse({
    kind: 'within',
    promise: 'Every guest is greeted',
    from: { stay: ['arrived'] },
    withinSeconds: 60,
    evidence: [{ types: ['greeted'] }],
    owner: 'front-desk',
    source: 'house rule',
  }),
  id: 'greeted',
  version: 1,
};

test.each([
  ['house-10s', { limit: 8 }, { limit: 10 }],
  ['greeted', { withinSeconds: 30 }, { withinSeconds: 60 }],
])(
  '%s: figures from a version that is no longer in force are refused, the same figures again are not',
  async (id, change, same) => {
    await hub.happen({ type: 'service-standard-changed', standard: greeted });
    const put = (body: object) => manager('PUT', `/api/v1/standards/${id}`, body);
    const stale = await put({ ...change, version: 0 });
    expect(stale).toMatchObject({
      status: 409,
      body: {
        type: 'stale-version',
        errors: [{ field: 'version', detail: `${id} is at version 1, and the change was made from version 0` }],
      },
    });
    expect(hub.inputs).toEqual([]);
    expect((await put({ ...same, version: 0 })).status).toBe(200);
    expect((await put({ ...change, version: 1 })).status).toBe(200);
  },
);

test('a version that is none is wrong, and one of a standard that nobody made is stale', async () => {
  const put = (id: string, body: object) => manager('PUT', `/api/v1/standards/${id}`, body);
  expect((await put('house-10s', { limit: 8, version: 'latest' })).body.errors).toEqual([
    { field: 'version', detail: 'expected a number, found "latest"' },
  ]);
  expect((await put('spa-hot', { target: 40, limit: 5, version: 3 })).body).toMatchObject({
    type: 'stale-version',
    detail: 'there is no standard spa-hot yet, and the change was made from version 3',
  });
});

test('a replay shows compliance before and after, and which draws changed', async () => {
  const sensor = { point: 'hot-branch', tauS: 0, resolutionC: 0 } as const;
  hub.devices.set('hw-1203', aDevice({ id: 'hw-1203', sensor }));
  const curve = Array.from({ length: 50 }, (_, index) => {
    const s = index - 2;
    return { s, temperatureC: 20 + 34 / (1 + Math.exp(-2 * (s - 14))), flowLpm: s >= 0 && s < 40 ? 8 : 0 };
  });
  const draw = aDraw({ id: `hw-1203-${someMoment}`, endedAt: someMoment + 39_000 });
  await hub.happen({ type: 'draw-closed', draw, curve });
  const { body } = await manager('POST', '/api/v1/compliance/replay', { standard: { limit: 20 } });
  expect(body).toMatchObject({
    draws: 1,
    standard: { id: 'what-if', limit: 20, target: 45 },
    before: { met: 0, missed: 1, rate: 0 },
    after: { met: 1, missed: 0, rate: 1 },
    changes: [
      { draw: draw.id, before: { outcome: 'missed' }, after: { outcome: 'met', seconds: expect.closeTo(14.6, 0) } },
    ],
  });
  expect(body.byDay).toMatchObject([{ key: '2026-03-01', before: { missed: 1 }, after: { met: 1 } }]);
  expect(hub.inputs).toEqual([]);
});

test('a change of a standard is compared with what that standard said, not with the outlet’s primary one', async () => {
  const sensor = { point: 'hot-branch', tauS: 0, resolutionC: 0 } as const;
  hub.devices.set('hw-1203', aDevice({ id: 'hw-1203', sensor }));
  const stricter = { ...aStandard(), id: 'brand-6s', limitS: 6 };
  await hub.happen({ type: 'standard-changed', standard: stricter });
  const curve = Array.from({ length: 50 }, (_, index) => {
    const s = index - 2;
    return { s, temperatureC: 20 + 34 / (1 + Math.exp(-2 * (s - 7))), flowLpm: s >= 0 && s < 40 ? 8 : 0 };
  });
  const otherVerdicts = [{ outcome: 'missed', censored: false, uncertaintyS: 0.5, standard: 'brand-6s@1' }] as const;
  const primary = { outcome: 'met', seconds: 7.6, endedAt: someMoment + 39_000 } as const;
  await hub.happen({
    type: 'draw-closed',
    draw: aDraw({ id: `hw-1203-${someMoment}`, ...primary, otherVerdicts }),
    curve,
  });
  const { body } = await manager('POST', '/api/v1/compliance/replay', { standard: { id: 'brand-6s', limit: 9 } });
  expect(body).toMatchObject({
    standard: { id: 'brand-6s', version: 2, limit: 9, target: 45 },
    before: { met: 0, missed: 1 },
    after: { met: 1, missed: 0 },
    byStandard: [{ key: 'brand-6s@1' }],
  });
});

test('figures that were changed cite whoever changed them, unless a new source is named', async () => {
  const manager = await hub.as('manager');
  const cited = async (id: string, change: object) =>
    (await manager('PUT', `/api/v1/standards/${id}`, change)).body.source;
  const { source } = aStandard();
  expect(await cited('house-10s', { limit: 8 })).toBe('set by a-manager, 2026-03-01');
  expect(await cited('house-10s', { limit: 8, source })).toBe('set by a-manager, 2026-03-01');
  expect(await cited('house-10s', { limit: 8, source: 'Brand standard 4.2' })).toBe('Brand standard 4.2');
  expect(await cited('house-10s', { limit: aStandard().limitS })).toBe(source);
  expect(await cited('spa-hot', { target: 40, limit: 5 })).toBe('set by a-manager, 2026-03-01');
});
