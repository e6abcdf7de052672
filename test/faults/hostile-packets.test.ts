// Malformed, truncated, oversize and hostile packets by the thousand: the hub stays up, a healthy device never notices, and what
// the hub held for them it gives back.
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom, type Random } from '../../devices/simulators/random.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { describeLatency } from '../support/latency.ts';
import { metric } from '../support/metrics.ts';
import { type HostileDevice, type HostileStream, hostileStream } from './hostile-packets.ts';
import { addDevice } from './live-devices.ts';
import { footprint } from './process-footprint.ts';

/** Rates are another test's matter: here as much as possible is to get in. */
const openDoors = {
  HUB_MQTT_CONNECTS_PER_SECOND_PER_ADDRESS: '100000',
  HUB_MQTT_CONNECT_BURST_PER_ADDRESS: '100000',
  HUB_MQTT_CONNECT_TIMEOUT_MS: '1000',
  HUB_MQTT_PUBLISH_BURST: '1000000',
  HUB_LOG_LEVEL: 'fatal',
};
const seed = process.env['FAULT_SEED'] ?? 'hostile';
const atOnce = 20;
/** A heap that is warm stays as it is: what a round leaves behind, each later one would too. */
const rounds = byLength(2, 4);
const allowedMb = 100;

it('hostile packets harm nobody', async () => {
  const hub = await startHubProcess(openDoors);
  onTestFinished(() => hub.remove());
  const pid = hub.pid();
  const attacker = await hub.admin.addDevice({ id: 'attacker', kind: 'water-dispenser', space: 'lobby' });
  const healthy = await addDevice(hub, 'water-lobby', 'water-dispenser');
  onTestFinished(() => healthy.close());
  const before = await footprint(pid);

  let attacking = true;
  const waitsMs: number[] = [];
  // Samples, no cups: thousands of those in a minute would be remembered, and weigh more than what hostile packets leave.
  const telling = (async () => {
    while (attacking) {
      const from = performance.now();
      await healthy.publish('telemetry', { at: Date.now(), temperature: 7 });
      waitsMs.push(performance.now() - from);
    }
  })();
  const random = createRandom(seed);
  const sent = { packets: 0, connections: 0, signedIn: 0 };
  const residentMb: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const until = (round * byLength(4_000, 120_000)) / rounds;
    await attack(hub, { id: attacker.username, password: attacker.password }, { random, sent, until });
    residentMb.push((await footprint(pid)).residentMb);
  }
  attacking = false;
  await telling;

  expect(hub.pid()).toBe(pid);
  // The healthy device is connected, and nobody else.
  await eventually(
    () => metric(hub.http, 'hub_mqtt_connections'),
    (count) => count === 1,
    60_000,
  );
  await eventually(
    () => footprint(pid),
    ({ openFiles }) => openFiles <= before.openFiles + 5,
  );
  const { p99, max } = describeLatency(waitsMs);
  report('hostile packets', {
    seed,
    packets: sent.packets,
    connections: sent.connections,
    signedIn: sent.signedIn,
    brokenFrames: await metric(hub.http, 'hub_mqtt_broken_frames_total'),
    refusedConnects: await metric(hub.http, 'hub_mqtt_refused_connects_total'),
    refusedPublishes: await metric(hub.http, 'hub_mqtt_refused_publishes_total'),
    'healthy acknowledged': waitsMs.length,
    'p99 ms': p99,
    'max ms': max,
    'MB before': before.residentMb,
    'MB after each round': residentMb.join(' '),
  });
  expect((residentMb.at(-1) as number) - (residentMb[0] as number)).toBeLessThan(allowedMb);
  expect(await metric(hub.http, 'hub_mqtt_admitted_total')).toBeGreaterThanOrEqual(waitsMs.length);
});

interface Attack {
  readonly random: Random;
  readonly sent: { packets: number; connections: number; signedIn: number };
  /** Packets of all rounds so far. */
  readonly until: number;
}

async function attack(hub: HubProcess, device: HostileDevice, { random, sent, until }: Attack): Promise<void> {
  async function worker(): Promise<void> {
    while (sent.packets < until) {
      const stream = hostileStream(random, device, sent.connections);
      sent.packets += stream.packets;
      sent.connections += 1;
      if (await send(Number(new URL(hub.mqtt).port), stream)) sent.signedIn += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Resolves when the connection is over, with whether it was welcome. */
function send(port: number, { chunks }: HostileStream): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let answer = '';
    socket.on('data', (bytes) => {
      if (answer.length < 8) answer += bytes.toString('hex');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer.startsWith('20020000')));
    for (const chunk of chunks) socket.write(chunk);
    socket.end();
  });
}
