// A hotel whose devices show certificates: the hub follows its files while it runs, and nobody who is welcome notices.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import mqtt, { type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { type Authority, createAuthority, type Issued } from '../broker/authority.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { type HubProcess, startHubProcess } from '../support/hub-process.ts';
import { metric } from '../support/metrics.ts';

it('follows a revocation and a renewed certificate within seconds, without a restart', async () => {
  const house = await createAuthority('house');
  onTestFinished(() => house.remove());
  const { hub, port, write } = await startWithCertificates(house);
  const lost = await addDevice(hub, 'hw-0801', house);
  const kept = await addDevice(hub, 'hw-0802', house);
  const first = await connected(port, house, lost);
  const second = await connected(port, house, kept);

  await house.revoke(lost.issued);
  const gone = new Promise<void>((resolve) => first.once('close', () => resolve()));
  await write('devices-crl.pem', await house.revocationList());
  await gone;
  expect(await metric(hub.http, 'hub_mqtt_certificates_ended_total')).toBe(1);
  await expect(connected(port, house, lost)).rejects.toThrow();

  const renewed = await house.issue('hub-renewed');
  await write('hub.key', renewed.key);
  await write('hub.pem', renewed.cert);
  await eventually(
    () => shownName(port, house),
    (name) => name === 'hub-renewed',
    30_000,
  );
  await second.publishAsync('hub/demo/hw-0802/presence', 'online', { qos: 1 });
});

interface Member {
  readonly id: string;
  readonly password: string;
  readonly issued: Issued;
}

async function startWithCertificates(house: Authority) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-certificates-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  const own = await house.issue('hub');
  await write('hub.key', own.key);
  await write('hub.pem', own.cert);
  await write('devices-ca.pem', house.cert);
  await write('devices-crl.pem', await house.revocationList());
  const port = await freePort();
  const hub = await startHubProcess({
    HUB_MQTTS_PORT: String(port),
    HUB_TLS_CERT: join(folder, 'hub.pem'),
    HUB_TLS_KEY: join(folder, 'hub.key'),
    HUB_TLS_CLIENT_CA: join(folder, 'devices-ca.pem'),
    HUB_TLS_CLIENT_CRL: join(folder, 'devices-crl.pem'),
  });
  onTestFinished(() => hub.remove());
  return { hub, port, write };
}

async function addDevice(hub: HubProcess, id: string, house: Authority): Promise<Member> {
  const { password } = await hub.admin.addDevice({ id, kind: 'hot-water-sensor', space: id });
  return { id, password, issued: await house.issue(id) };
}

async function connected(port: number, house: Authority, { id, password, issued }: Member): Promise<MqttClient> {
  const client = mqtt.connect(`mqtts://127.0.0.1:${port}`, {
    clientId: id,
    username: id,
    password,
    ca: house.cert,
    ...issued,
    reconnectPeriod: 0,
  });
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.on('error', reject);
    client.once('close', () => reject(new Error('closed before CONNACK')));
  });
  return client;
}

/** Common name of the certificate that the hub shows now. */
function shownName(port: number, house: Authority): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca: house.cert, rejectUnauthorized: false }, () => {
      const { CN } = socket.getPeerCertificate().subject;
      resolve(String(CN));
      socket.destroy();
    });
    socket.on('error', () => resolve(undefined));
  });
}
