// A hotel without a domain of its own: one command, and pages and devices speak TLS; a phone fetches what it has to trust over
// plain HTTP, and nothing else.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { hubCommand } from '../support/hub-command.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

let dataDir: string;
let settings: Record<string, string>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-private-'));
  settings = { HUB_HTTPS_PORT: '0', HUB_MQTTS_PORT: String(await freePort()) };
});
afterAll(() => rm(dataDir, { recursive: true }));

test('the settings may ask for TLS before there is a certificate: every other command says how to make one', async () => {
  const { code, err } = await hubCommand(dataDir, 'device list', settings);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('npm run hub -- ca makes one') });
});

test('one command makes it, and says what is left to do', async () => {
  const open = { ...settings, HUB_HTTP_HOST: '0.0.0.0', HUB_MQTT_HOST: '0.0.0.0', HUB_HTTP_PORT: '8080' };
  const { code, out, err } = await hubCommand(dataDir, 'ca --names hub.lan,10.20.0.5', open);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('http://hub.lan:8080/ca');
  expect(out).not.toContain('httpsPort');
  expect(out).toContain('▄▄▄▄▄');
});

test('it is made once; a certificate from elsewhere goes before it', async () => {
  expect(await hubCommand(dataDir, 'ca', settings)).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected no authority yet'),
  });
  const given = { ...settings, HUB_TLS_CERT: '/elsewhere.pem', HUB_TLS_KEY: '/elsewhere.key' };
  expect(await hubCommand(dataDir, 'ca renew', given)).toMatchObject({
    code: 2,
    err: expect.stringContaining('HUB_TLS_CERT, HUB_TLS_KEY: expected them unset'),
  });
  expect(await hubCommand(dataDir, ['ca', 'renew', '--names', '*.lan'], settings)).toMatchObject({
    code: 2,
    err: '--names: expected names or addresses such as hub.lan,10.20.0.5, found "*.lan"\n',
  });
});

describe('once the hub has it', () => {
  let hub: TestHub;
  let authority: string;
  beforeAll(async () => {
    hub = await startHub({ dataDir, settings });
    const answer = await fetch(`${hub.http}/ca/hub-ca.pem`);
    authority = await answer.text();
  });
  afterAll(() => hub?.stop());

  test('a phone gets the certificate in the form that it installs', async () => {
    const answer = await fetch(`${hub.http}/ca/hub-ca.crt`);
    expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    expect(answer.headers.get('content-disposition')).toBeNull();
    const { fingerprint256 } = new X509Certificate(Buffer.from(await answer.arrayBuffer()));
    expect(await (await fetch(`${hub.http}/ca/authority.json`)).json()).toEqual({
      name: 'Touchpoint Hub demo',
      fingerprint: fingerprint256,
      expiresAt: expect.stringMatching(/^\d{4}-/),
      names: ['hub.lan', '10.20.0.5', 'localhost', '127.0.0.1', '::1'],
      installUrl: `http://hub.lan:${new URL(hub.http).port}/ca`,
      hubUrl: `https://hub.lan:${new URL(hub.https ?? '').port}/`,
    });
  });

  test('who trusts it alone calls the hub over TLS, and a device signs in over TLS', async () => {
    const [answer] = await once(get(`${hub.https}/healthz`, { ca: authority, agent: false }), 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);
    const { password } = await hub.admin.addDevice({ id: 'hw-0801', kind: 'hot-water-sensor', space: '0801' });
    const sensor = await mqtt.connectAsync(`mqtts://127.0.0.1:${settings['HUB_MQTTS_PORT']}`, {
      clientId: 'hw-0801',
      username: 'hw-0801',
      password,
      ca: authority,
    });
    await sensor.publishAsync('hub/demo/hw-0801/presence', 'online', { qos: 1 });
    await sensor.endAsync();
  });

  test('a certificate for another name is shown to the next caller, without a restart, and is on record', async () => {
    const renewed = await hubCommand(dataDir, 'ca renew --names front.lan --json', settings);
    expect(JSON.parse(renewed.out).names[0]).toBe('front.lan');
    const shown = () =>
      new Promise<string>((resolve) => {
        const socket = connect(
          { host: '127.0.0.1', port: Number(new URL(hub.https ?? '').port), ca: authority },
          () => {
            resolve(String(socket.getPeerCertificate().subject.CN));
            socket.destroy();
          },
        );
      });
    await eventually(shown, (name) => name === 'front.lan', 30_000);
    const { items } = await hub.admin.get<{ items: { action: string }[] }>('/audit');
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['authority-made', 'certificate-renewed']),
    );
  });
});

test('a hub without an authority says so', async () => {
  const hub = await startHub();
  const answer = await fetch(`${hub.http}/ca/hub-ca.crt`);
  expect(answer.status).toBe(404);
  expect(((await answer.json()) as { detail: string }).detail).toContain('npm run hub -- ca');
  await hub.remove();
});
