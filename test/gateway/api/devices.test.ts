// Devices come, are commissioned, are asked for something, and go.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import { hashSecret } from '../../../gateway/api/authentication/secrets.ts';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { aDevice, someMoment } from './examples.ts';
import { type Call, startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;
let engineer: Call;
beforeEach(async () => {
  hub = await startTestApi();
  engineer = await hub.as('engineer');
  hub.answer = async (input) => {
    if (input.type === 'register-device') {
      hub.devices.set(input.record.id, aDevice(input.record));
      if (input.space !== undefined) hub.spaces.push(input.space);
    }
    if (input.type === 'revoke-device') {
      await hub.happen({ type: 'device-revoked', device: hub.devices.get(input.device)! });
      hub.devices.delete(input.device);
    }
    return { accepted: true, facts: [], repeat: false };
  };
});
afterEach(async () => {
  await hub.stop();
  expect(hub.failures).toEqual([]);
});

const sensor = { id: 'hw-1203', kind: 'hot-water-sensor', space: '1203' };

test('a device that is added can sign in with the password that is told this once', async () => {
  const { status, body } = await engineer('POST', '/api/v1/devices', { ...sensor, floor: '12', riser: 'r2', tau: 4.1 });
  expect({ status, body }).toEqual({
    status: 201,
    body: { id: 'hw-1203', username: 'hw-1203', password: expect.stringMatching(/^[\w-]{43}$/) },
  });
  expect(hub.store.deviceSecretHash('hw-1203')).toBe(hashSecret(body.password));
  expect(hub.inputs).toEqual([
    {
      type: 'register-device',
      space: { id: '1203', kind: 'room', floor: '12', riser: 'r2' },
      by: { name: 'a-engineer', role: 'engineer' },
      record: { ...sensor, sensor: { point: 'hot-branch', tauS: 4.1, resolutionC: 0 } },
    },
  ]);
});

test('what the registry refuses leaves no credential behind', async () => {
  hub.answer = (input) =>
    input.type === 'register-device'
      ? { accepted: false, refusal: { code: 'invalid', detail: 'no', field: 'kind' } }
      : { accepted: true, facts: [], repeat: false };
  expect((await engineer('POST', '/api/v1/devices', sensor)).status).toBe(400);
  expect(hub.store.deviceSecretHash('hw-1203')).toBeUndefined();
});

test('a device that is there already keeps its password, also when two add it at once', async () => {
  const replies = await Promise.all([
    engineer('POST', '/api/v1/devices', sensor),
    engineer('POST', '/api/v1/devices', sensor),
  ]);
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
  const { password } = replies.find(({ status }) => status === 201)?.body ?? {};
  expect(hub.store.deviceSecretHash('hw-1203')).toBe(hashSecret(password));
});

test('a space that is as it should be is left alone, and learns the riser that nobody had told', async () => {
  hub.spaces.push({ id: '1203' as SpaceId, kind: 'room', floor: '12' });
  await engineer('POST', '/api/v1/devices', { ...sensor, floor: '12' });
  expect(hub.inputs[0]).not.toHaveProperty('space');
  await engineer('POST', '/api/v1/devices', { ...sensor, id: 'hw-1203-b', riser: 'r3' });
  expect(hub.inputs[1]).toMatchObject({ space: { id: '1203', kind: 'room', floor: '12', riser: 'r3' } });
});

test('a slip in a device’s place does not move the room that it is in', async () => {
  hub.spaces.push({ id: '1203' as SpaceId, kind: 'room', floor: '12', riser: 'r2' });
  const { status, body } = await engineer('POST', '/api/v1/devices', { ...sensor, floor: '21', riser: 'r2' });
  expect([status, body.errors]).toEqual([
    400,
    [{ field: 'floor', detail: 'expected 12, where 1203 is, or none (PUT /spaces/1203 moves it)' }],
  ]);
  expect(hub.inputs).toEqual([]);
});

test('a dispenser in a lobby that nobody declared stands in a lobby', async () => {
  await engineer('POST', '/api/v1/devices', { id: 'tea-l1', kind: 'tea-dispenser', space: 'lobby' });
  expect(hub.inputs[0]).toMatchObject({ space: { id: 'lobby', kind: 'lobby' } });
});

test('commissioning is kept with the person who measured tau', async () => {
  await engineer('POST', '/api/v1/devices', sensor);
  const change = { tau: 3.5, point: 'mixed-outlet', commissionedAt: '2026-03-01T14:00:00+08:00' };
  const { body } = await engineer('PATCH', '/api/v1/devices/hw-1203', change);
  expect(body.sensor).toEqual({
    point: 'mixed-outlet',
    tau: 3.5,
    resolution: 0,
    commissionedAt: '2026-03-01T06:00:00.000Z',
    tauMeasured: { by: 'a-engineer', at: '2026-03-01T06:00:00.000Z' },
  });
  const moved = await engineer('PATCH', '/api/v1/devices/hw-1203', { space: '1204', commissionedAt: null });
  expect(moved.body).toMatchObject({ space: '1204', sensor: { tau: 3.5, commissionedAt: null } });
});

test('a device that is revoked is disconnected and cannot sign in again', async () => {
  await engineer('POST', '/api/v1/devices', sensor);
  expect((await engineer('DELETE', '/api/v1/devices/hw-1203')).status).toBe(204);
  expect(hub.store.deviceSecretHash('hw-1203')).toBeUndefined();
  expect(hub.disconnected).toEqual(['hw-1203']);
  expect((await engineer('GET', '/api/v1/devices/hw-1203')).status).toBe(404);
});

test('the engineer sees what a device said last, its faults and what could not be taken', async () => {
  const device = aDevice(
    { id: 'hw-1203', space: '1203' as SpaceId },
    {
      floor: '12',
      presenceSince: someMoment,
      lastHeardAt: someMoment,
      about: { kind: 'hot-water-sensor', model: 'HW-1', firmware: '1.2' },
      lastSample: { at: someMoment, readings: { temperature: null, flow: 8 } },
      faults: [{ code: 'probe', message: 'open circuit', since: someMoment }],
      refused: [
        { at: someMoment, topic: 'hub/demo/hw-1203/telemetry', reason: 'at: expected number', firstBytes: '{"at"' },
      ],
      refusedCount: 1,
    },
  );
  hub.devices.set('hw-1203', device);
  expect((await engineer('GET', '/api/v1/devices/hw-1203')).body).toEqual({
    id: 'hw-1203',
    kind: 'hot-water-sensor',
    name: null,
    space: '1203',
    floor: '12',
    riser: null,
    presence: 'online',
    presenceSince: '2026-03-01T05:00:00.000Z',
    lastSeenAt: '2026-03-01T05:00:00.000Z',
    period: null,
    maintenance: [],
    model: 'HW-1',
    firmware: '1.2',
    serial: null,
    lastReading: {
      at: '2026-03-01T05:00:00.000Z',
      readings: { temperature: null, flow: 8 },
      implausible: ['temperature'],
    },
    faults: [{ code: 'probe', message: 'open circuit', since: '2026-03-01T05:00:00.000Z' }],
    refused: [
      {
        at: '2026-03-01T05:00:00.000Z',
        topic: 'hub/demo/hw-1203/telemetry',
        reason: 'at: expected number',
        firstBytes: '{"at"',
      },
    ],
    refusedCount: 1,
    unknownFieldCount: 0,
    runOutAt: {},
    sensor: null,
    revoked: false,
  });
});

test('the list comes page by page, each device once', async () => {
  for (let room = 100; room < 125; room += 1) hub.devices.set(`hw-${room}`, aDevice({ id: `hw-${room}` }));
  const ids: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const { body } = await engineer('GET', `/api/v1/devices?limit=10${next && `&cursor=${next}`}`);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  expect(ids).toEqual([...hub.devices.keys()]);
});

test('a command answers 202 with its id, then its reply', async () => {
  hub.devices.set('hw-1203', aDevice({ id: 'hw-1203' }));
  hub.answer = (input) => {
    if (input.type !== 'send-command') throw new Error('unexpected');
    const { id, device, command, parameters } = input;
    const sent = { id, device, command, parameters, by: input.by.name, sentAt: hub.now, expiresAt: hub.now + 60_000 };
    return { accepted: true, repeat: false, facts: [{ type: 'command-changed', command: { ...sent, state: 'sent' } }] };
  };
  const asked = await engineer('POST', '/api/v1/devices/hw-1203/commands', {
    command: 'test-draw',
    id: 'mine',
    minutes: 2,
  });
  expect(asked).toMatchObject({ status: 202, body: { command: 'test-draw', state: 'sent', reply: null } });
  const { id } = asked.body;
  expect(id).not.toBe('mine');
  expect(hub.inputs).toMatchObject([{ device: 'hw-1203', parameters: { minutes: 2 } }]);
  await hub.happen({
    type: 'command-changed',
    command: {
      id,
      device: 'hw-1203' as DeviceId,
      command: 'test-draw',
      parameters: {},
      by: 'a-engineer',
      sentAt: hub.now,
      expiresAt: hub.now + 60_000,
      state: 'answered',
      answeredAt: hub.now + 5,
      reply: { shown: true },
    },
  });
  const answered = await engineer('GET', `/api/v1/devices/hw-1203/commands/${id}`);
  expect(answered.body).toMatchObject({ state: 'answered', reply: { shown: true } });
  expect((await engineer('GET', `/api/v1/devices/hw-1204/commands/${id}`)).status).toBe(404);
});

test('the telemetry of a device is one series for each reading', async () => {
  hub.devices.set('rc-1203', aDevice({ id: 'rc-1203', kind: 'room-controller' }));
  hub.history.readings = ({ reading, from }) => (reading === 'humidity' ? [] : [{ at: from, min: 1, mean: 2, max: 3 }]);
  const { body } = await engineer(
    'GET',
    '/api/v1/devices/rc-1203/telemetry?from=2026-03-01T00:00:00Z&to=2026-03-01T01:00:00Z',
  );
  expect(body.series.map(({ reading }: { reading: string }) => reading)).toEqual([
    'temperature',
    'setpoint',
    'occupied',
    'mode',
    'signal',
  ]);
  expect(body.series[0]).toEqual({
    reading: 'temperature',
    unit: '°C',
    points: [{ at: '2026-03-01T00:00:00.000Z', min: 1, mean: 2, max: 3 }],
  });
});

test('no manager reads whether a guest is in the room', async () => {
  hub.devices.set('rc-1203', aDevice({ id: 'rc-1203', kind: 'room-controller' }));
  hub.history.readings = ({ from }) => [{ at: from, min: 1, mean: 1, max: 1 }];
  const manager = await hub.as('manager');
  const all = await manager('GET', '/api/v1/devices/rc-1203/telemetry');
  expect(all.body.series.map(({ reading }: { reading: string }) => reading)).not.toContain('occupied');
  expect((await manager('GET', '/api/v1/devices/rc-1203/telemetry?reading=occupied')).status).toBe(403);
});

test('a history that is down is said so, and only there', async () => {
  hub.devices.set('hw-1203', aDevice({ id: 'hw-1203' }));
  hub.history.readings = () => {
    throw new Error('connect ECONNREFUSED');
  };
  const { status, body } = await engineer('GET', '/api/v1/devices/hw-1203/telemetry');
  expect({ status, body }).toMatchObject({ status: 503, body: { type: 'history-unreachable' } });
  hub.failures.length = 0;
});

test('a step test keeps the tau that the recorded samples show', async () => {
  await engineer('POST', '/api/v1/devices', sensor);
  hub.history.readings = ({ from, to }) => {
    const points = [];
    for (let at = from; at < to; at += 1000) {
      const sinceS = (at - from) / 1000 - 10;
      const mean = sinceS < 0 ? 20 : 55 - 35 * Math.exp(-sinceS / 4.1);
      points.push({ at, min: mean, mean, max: mean });
    }
    return points;
  };
  const test = { from: '2026-03-01T05:59:00Z' };
  const { body } = await engineer('POST', '/api/v1/devices/hw-1203/step-test', test);
  expect(body).toMatchObject({ tau: 4.1, kept: true, by: 'a-engineer', at: '2026-03-01T06:00:00.000Z' });
  const { sensor: kept } = (await engineer('GET', '/api/v1/devices/hw-1203')).body;
  expect(kept).toMatchObject({ tau: 4.1, tauMeasured: { by: 'a-engineer' } });
});

test('a step test in which nobody moved the probe says so', async () => {
  await engineer('POST', '/api/v1/devices', sensor);
  const { status, body } = await engineer('POST', '/api/v1/devices/hw-1203/step-test', {
    from: '2026-03-01T05:59:00Z',
  });
  expect({ status, body }).toMatchObject({ status: 422, body: { type: 'no-step' } });
});

test('somebody who works at a device says for how long, and it is on record who', async () => {
  hub.devices.set(
    'hw-1203',
    aDevice({ id: 'hw-1203' as DeviceId, kind: 'hot-water-sensor', space: '1203' as SpaceId }),
  );
  expect((await engineer('PUT', '/api/v1/devices/hw-1203/maintenance', { minutes: 60 })).status).toBe(200);
  expect(hub.inputs.at(-1)).toEqual({
    type: 'set-maintenance',
    device: 'hw-1203',
    until: hub.now + 3_600_000,
    by: { name: 'a-engineer', role: 'engineer' },
  });
  const tooLong = await engineer('PUT', '/api/v1/devices/hw-1203/maintenance', { minutes: 1441 });
  expect(tooLong.status).toBe(400);
});
