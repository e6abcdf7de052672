// Nonsense of any kind from a device that may speak: refused with a reason that the engineer reads, and neither the hub nor the
// device's next good message suffers.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawClient } from '../broker/raw-client.ts';
import { wireSample } from '../faults/live-devices.ts';
import { draw, front } from '../fixtures/water-physics.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { metric } from '../support/metrics.ts';
import { mosquittoPub, mosquittoPubBytes, type Publisher } from '../support/mosquitto-pub.ts';
import { connectPacket, publishPacket, welcome } from '../support/mqtt-packets.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

interface WireDevice {
  readonly refused: readonly { readonly topic: string; readonly reason: string; readonly firstBytes: string }[];
  readonly refusedCount: number;
  readonly unknownFieldCount: number;
  readonly lastReading: { readonly at: string; readonly readings: object } | null;
}

type Row = readonly [channel: string, nonsense: string | Uint8Array, reason: RegExp];

const sample = (fields: object) => JSON.stringify({ at: Date.now(), temperature: 20, flow: 8, ...fields });
const event = (fields: object) => JSON.stringify({ id: 'e1', at: Date.now(), type: 'fault', code: 'probe', ...fields });
const about = (fields: object) =>
  JSON.stringify({ kind: 'hot-water-sensor', model: 'WT-2', firmware: '1.0', ...fields });
const nested = (depth: number) => `{"at":1,"flow":8,"temperature":${'['.repeat(depth)}${']'.repeat(depth)}}`;

const rows: readonly Row[] = [
  ['telemetry', '', /expected JSON/],
  ['telemetry', 'hello', /expected JSON/],
  ['telemetry', '{"at": 1, "temperature": 20', /expected JSON/],
  ['telemetry', '{"at": 1, "temperature": NaN, "flow": 8}', /expected JSON/],
  ['telemetry', '<sample at="1"/>', /expected JSON/],
  ['telemetry', new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]), /UTF-8/],
  ['telemetry', new Uint8Array(2_000), /expected JSON/],
  ['telemetry', 'null', /JSON object/],
  ['telemetry', '[]', /JSON object.*array/],
  ['telemetry', '21.5', /JSON object.*number/],
  ['telemetry', '"21.5"', /JSON object.*string/],
  ['telemetry', '{}', /temperature: expected a number/],
  ['telemetry', sample({ temperature: '21.5' }), /temperature: expected a number, found "21.5"/],
  ['telemetry', sample({ temperature: { value: 21 } }), /temperature: expected a number/],
  ['telemetry', sample({ temperature: true }), /temperature: expected a number/],
  ['telemetry', '{"at":1,"temperature":1e999,"flow":8}', /temperature: expected a number/],
  ['telemetry', sample({ flow: -1 }), /flow/],
  ['telemetry', sample({ flow: null }), /flow/],
  ['telemetry', sample({ flow: undefined }), /flow: expected flow \(L\/min\) or flowing/],
  ['telemetry', sample({ at: 'yesterday' }), /at: expected a number/],
  ['telemetry', sample({ at: { __proto__: null } }), /at: expected a number/],
  ['telemetry', nested(20_000), /temperature: expected a number/],
  ['telemetry', '['.repeat(60_000), /expected JSON/],
  ['telemetry', '{"__proto__": {"temperature": 20, "flow": 8}}', /temperature: expected a number/],
  ['telemetry', '{"constructor": {"prototype": {"flow": 8}}}', /temperature: expected a number/],
  ['telemetry', '{"samples": {}}', /samples: expected a list/],
  ['telemetry', '{"samples": []}', /samples: expected at least one/],
  ['telemetry', '{"samples": [7]}', /samples\.0: expected an object/],
  ['telemetry', `{"samples": [${sample({})}, ${sample({ temperature: 'x' })}]}`, /samples\.1\.temperature/],
  ['telemetry', `{"samples": [${'{},'.repeat(1_000)}{}]}`, /samples: expected at most 1000/],
  ['event', event({ id: undefined }), /id: expected text/],
  ['event', event({ id: 7 }), /id: expected text, found 7/],
  ['event', event({ id: '' }), /id/],
  ['event', event({ id: 'x'.repeat(129) }), /id/],
  ['event', event({ type: undefined }), /type: expected text/],
  ['event', event({ type: 'explode' }), /type: expected one of fault, received "explode"/],
  ['event', event({ type: '__proto__' }), /type: expected one of fault/],
  ['event', event({ type: 'constructor' }), /type: expected one of fault/],
  ['event', event({ code: 5 }), /code: expected text/],
  ['event', event({ at: 'now' }), /at: expected a number/],
  ['about', about({ kind: 'tea-dispenser' }), /kind: expected hot-water-sensor as registered/],
  ['about', about({ kind: 'submarine' }), /kind/],
  ['about', about({ model: '' }), /model/],
  ['about', about({ capabilities: 'all' }), /capabilities: expected a list/],
  ['presence', 'maybe', /online.*offline/],
  ['presence', '{"presence":"online"}', /online.*offline/],
  ['presence', '', /online.*offline/],
  ['reply', '{"ok": true}', /id: expected text/],
  ['reply', '{"id": "c1", "ok": "yes"}', /ok: expected true or false/],
  ['command', '{"command": "open-all-doors"}', /a device may only ask for time/],
  ['command', 'time', /expected JSON/],
  ['config', '{"interval": 1}', /may publish only to hub\/demo\/hw-1203/],
];

const wrongTopics: readonly string[] = [
  'hub/demo/hw-1204/telemetry',
  'hub/demo/hw-1204/presence',
  'hub/other/hw-1203/telemetry',
  'hub/demo/hw-1203/telemetry/now',
  'hub/demo/hw-1203/status',
  'hub/demo/HW-1203/telemetry',
  'hub/demo/__proto__/telemetry',
  'hub/demo/constructor/telemetry',
  'hub/demo/staff/engineer/task',
  'hub/demo/hub/presence',
  'telemetry',
  '/',
];

/** Names that are legal and that a careless table of names would trip over. */
const hostileNames = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];

describeWith(['mosquitto_pub'], 'nonsense', () => {
  let hub: TestHub;
  let sensor: Publisher;
  /** The sensor's own clock: each of its messages is a second later. */
  let at = Date.now() - 10 * 60_000;

  beforeAll(async () => {
    hub = await startHub();
    await hub.admin.addDevice({ id: 'hw-1204', kind: 'hot-water-sensor', space: '1204' });
    const signIn = await hub.admin.addDevice({ id: 'hw-1203', kind: 'hot-water-sensor', space: '1203' });
    sensor = { url: hub.mqtt, ...signIn };
  });

  afterAll(() => hub?.remove());

  const device = (id = 'hw-1203') => hub.admin.get<WireDevice>(`/devices/${id}`);

  async function expectTheNextMessageIsFine(): Promise<void> {
    at += 1_000;
    await mosquittoPubBytes(sensor, 'hub/demo/hw-1203/telemetry', JSON.stringify({ at, temperature: 21, flow: 0 }));
    const { lastReading } = await device();
    expect(lastReading).toEqual({
      at: new Date(at).toISOString(),
      readings: { temperature: 21, flow: 0 },
      implausible: [],
    });
  }

  it.for(rows.map((row) => [describeRow(row), ...row] as const))(
    '%s is refused with its reason',
    async ([, channel, nonsense, reason]) => {
      const before = await device();
      const topic = `hub/demo/hw-1203/${channel}`;
      await mosquittoPubBytes(sensor, topic, nonsense);
      const after = await eventually(device, ({ refusedCount }) => refusedCount > before.refusedCount);
      expect(after.refusedCount).toBe(before.refusedCount + 1);
      expect(after.refused[0]).toMatchObject({ topic, reason: expect.stringMatching(reason) });
      const shown = Buffer.from(nonsense)
        .toString()
        .slice(0, 20)
        .replace(/\p{Cc}/gu, '·');
      expect(after.refused[0]?.firstBytes.slice(0, 20)).toBe(shown);
      expect(after.lastReading).toEqual(before.lastReading);
      await expectTheNextMessageIsFine();
    },
  );

  it.for(wrongTopics)('on %s is shown at the device that sent it, and reaches nobody', async (topic) => {
    const before = await device();
    const other = await device('hw-1204');
    await mosquittoPubBytes(sensor, topic, sample({}));
    const after = await eventually(device, ({ refusedCount }) => refusedCount > before.refusedCount);
    expect(after.refused[0]).toMatchObject({ topic, reason: expect.stringMatching(/may publish only to/) });
    expect(await device('hw-1204')).toEqual(other);
    await expectTheNextMessageIsFine();
  });

  it('of more bytes than a packet may have ends the connection, and the engineer reads why', async () => {
    const before = await device();
    const tooMuch = sample({ note: 'x'.repeat(70_000) });
    await expect(mosquittoPubBytes(sensor, 'hub/demo/hw-1203/telemetry', tooMuch)).rejects.toThrow();
    const after = await eventually(device, ({ refusedCount }) => refusedCount > before.refusedCount);
    expect(after.refused[0]?.reason).toMatch(/packet of 7\d{4} bytes, at most 65536/);
    await expectTheNextMessageIsFine();
  });

  it('beside good readings is left out and counted', async () => {
    const before = await device();
    const fields = '"__proto__":{"admin":true},"constructor":1,"toString":[],"colour":"blue"';
    at += 1_000;
    const message = `{"at":${at},"temperature":20.5,"flow":0,${fields}}`;
    await mosquittoPubBytes(sensor, 'hub/demo/hw-1203/telemetry', message);
    const after = await device();
    expect(after.unknownFieldCount).toBe(before.unknownFieldCount + 4);
    expect(after.lastReading?.readings).toEqual({ temperature: 20.5, flow: 0 });
    expect(after.refusedCount).toBe(before.refusedCount);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('admin');
  });

  it('of the retain flag on telemetry: it is taken as live, and nothing is kept', async () => {
    at += 1_000;
    const message = JSON.stringify({ at, temperature: 19, flow: 0 });
    await mosquittoPubBytes(sensor, 'hub/demo/hw-1203/telemetry', message, { retain: true });
    expect((await device()).lastReading?.at).toBe(new Date(at).toISOString());
    expect(await metric(hub.http, 'hub_mqtt_retained')).toBe(0);
  });

  it.for(hostileNames)('of a name: %s is a room like any other', async (name) => {
    const id = name.toLowerCase();
    const place = { space: name, floor: '__proto__', riser: name };
    const signIn = await hub.admin.addDevice({ id, kind: 'hot-water-sensor', ...place });
    const publisher = { url: hub.mqtt, ...signIn };
    const edgeAt = Date.now() - 60_000;
    const trace = draw(edgeAt, { water: front(14), openS: 20 });
    await mosquittoPub(
      publisher,
      `hub/demo/${id}/telemetry`,
      trace.map((one) => JSON.stringify(wireSample(one))),
    );
    const fault = event({ id: '__proto__', code: '__proto__', message: '<img src=x onerror=alert(1)>' });
    await mosquittoPub(publisher, `hub/demo/${id}/event`, [fault, fault]);

    const draws = await eventually(
      () => hub.admin.list<{ outcome: string; floor: string }>(`/draws?space=${name}`),
      (found) => found.length === 1,
    );
    expect(draws).toMatchObject([{ outcome: 'missed', floor: '__proto__' }]);
    const tasks = await hub.admin.list<{ kind: string }>(`/tasks?space=${name}`);
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual(['device-fault', 'warm-up']);
    const byRiser = await eventually(
      () => hub.admin.list<{ key: string; missed: number }>('/compliance?by=riser'),
      (found) => found.some(({ key }) => key === name),
    );
    expect(byRiser.find(({ key }) => key === name)).toMatchObject({ missed: 1 });
    await expectTheNextMessageIsFine();
  });

  it.for(['__proto__', 'constructor-', 'a/b', '+', '#', 'hw 1203', ''])('of a sign-in: %j comes not in', async (id) => {
    const stranger = { url: hub.mqtt, username: id, password: 'secret' };
    await expect(mosquittoPubBytes(stranger, `hub/demo/${id || 'x'}/telemetry`, '{}')).rejects.toThrow();
    await expectTheNextMessageIsFine();
  });

  it.for([
    ['bytes that are no MQTT', [Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ['a message before CONNECT', [publishPacket('hub/demo/hw-1203/telemetry', '{}', 1)]],
    ['a wildcard as a topic', [publishPacket('hub/demo/+/telemetry', '{}', 1)]],
    ['a topic with NUL', [publishPacket('hub/demo/hw-1203/tele\0metry', '{}', 1)]],
    ['a topic that is no UTF-8', [publishPacket(new Uint8Array([0xff, 0xfe]), '{}', 1)]],
    ['packet identifier 0', [publishPacket('hub/demo/hw-1203/telemetry', '{}', 1, 0)]],
    ['QoS 3', [Buffer.from([0x36, 0x02, 0x00, 0x00])]],
  ] as const)('of a raw client: %s ends its connection and no other', async ([name, packets]) => {
    const raw = await rawClient(Number(new URL(hub.mqtt).port));
    const { username, password } = sensor;
    if (!/no MQTT|before CONNECT/.test(name)) {
      raw.send(connectPacket(username, { password }));
      await raw.received(welcome);
    }
    raw.send(...packets);
    await raw.closed;
    await expectTheNextMessageIsFine();
  });
});

function describeRow([channel, nonsense]: Row): string {
  const shown = typeof nonsense === 'string' ? JSON.stringify(nonsense) : `${nonsense.length} bytes`;
  return `${channel} ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`;
}
