// A crowd at the broker's door: sockets that are slow in CONNECT, silent TLS handshakes, and many who come at once. Real devices still
// sign in, nobody is locked out, and nothing of the crowd stays.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectDevice } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { freePort } from '../support/free-port.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { describeLatency } from '../support/latency.ts';
import { metric } from '../support/metrics.ts';
import { connectPacket } from '../support/mqtt-packets.ts';
import { selfSigned } from '../support/self-signed.ts';
import { footprint } from './process-footprint.ts';

const atOnce = byLength(500, 5_000);
const slow = byLength(200, 2_000);
const silentTls = byLength(100, 500);
const realDevices = byLength(5, 20);

it('real devices sign in beside a crowd', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-crowd-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { certFile, keyFile } = await selfSigned(folder, 'hub');
  const tlsPort = await freePort();
  const hub = await startHubProcess({
    HUB_MQTTS_PORT: String(tlsPort),
    HUB_TLS_CERT: certFile,
    HUB_TLS_KEY: keyFile,
  });
  onTestFinished(() => hub.remove());
  const port = Number(new URL(hub.mqtt).port);
  const devices = await Promise.all(
    Array.from({ length: realDevices }, (_, n) =>
      hub.admin.addDevice({ id: `hw-${n}`, kind: 'hot-water-sensor', space: `room-${n}` }),
    ),
  );
  const before = await footprint(hub.pid());

  const crowd = [
    ...Array.from({ length: slow }, () => opened(port, Buffer.from([0x10, 0x40, 0x00]))),
    ...Array.from({ length: silentTls }, () => opened(tlsPort)),
    // They say CONNECT, but for nobody whom the hub knows.
    ...Array.from({ length: atOnce - slow }, (_, n) => opened(port, connectPacket(`nobody-${n}`))),
  ];
  const waitsMs = await Promise.all(
    devices.map(async (device) => {
      const from = performance.now();
      const client = await connectDevice({ url: hub.mqtt, ...device });
      const waitMs = performance.now() - from;
      onTestFinished(() => client.close());
      await client.publish('presence', 'online');
      return waitMs;
    }),
  );
  // Each of the crowd is sent away, without a word of its own.
  await Promise.all(crowd.map((socket) => socket.closed || once(socket, 'close')));

  expect(await metric(hub.http, 'hub_mqtt_connect_timeouts_total')).toBe(slow);
  expect(await metric(hub.http, 'hub_mqtt_failed_handshakes_total')).toBe(silentTls);
  expect(await metric(hub.http, 'hub_mqtt_refused_connects_total')).toBe(atOnce - slow);
  expect(await metric(hub.http, 'hub_mqtt_signed_in')).toBe(realDevices);
  const after = await eventually(
    () => footprint(hub.pid()),
    ({ openFiles }) => openFiles <= before.openFiles + realDevices + 5,
  );
  const { p50, max } = describeLatency(waitsMs);
  report('crowded door', {
    'at once': atOnce,
    'slow in CONNECT': slow,
    'silent TLS': silentTls,
    'real devices': realDevices,
    'signed in after p50, max ms': `${p50}, ${max}`,
    'open files before, after': `${before.openFiles}, ${after.openFiles}`,
    'MB before, after': `${before.residentMb}, ${after.residentMb}`,
  });
});

function opened(port: number, ...bytes: readonly Buffer[]): Socket {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => {});
  socket.resume();
  for (const one of bytes) socket.write(one);
  onTestFinished(() => void socket.destroy());
  return socket;
}
