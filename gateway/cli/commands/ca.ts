// A private certificate authority: made once, trusted once by each phone, renewed without hands. Says what is left to do.
import { isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import encodeQR from 'qr';
import {
  createAuthority,
  NamesBeyondAuthority,
  readAuthority,
  renewServer,
  type ShownAuthority,
} from '../../authority/authority-files.ts';
import { readServerName, withThisMachine } from '../../authority/server-names.ts';
import type { Config } from '../../config.ts';
import type { Command, Given } from '../command.ts';
import { Mistake, mistakeAt } from '../mistake.ts';
import { neededWords } from '../options.ts';
import type { Result } from '../result.ts';

const make: Command = {
  words: 'ca',
  usage: '[--names <name or address>,…]',
  does: 'makes the hotel’s own certificate authority and a certificate of the hub, for pages and devices over TLS; says how phones come to trust it',
  options: ['names'],
  makesCertificate: true,
  async run(given): Promise<Result> {
    neededWords(given);
    const { config } = given;
    refuseGivenCertificate(config);
    const file = config.ownCertificateFile;
    if (readAuthority(file) !== undefined) {
      throw new Mistake(
        `${dirname(file)}: expected no authority yet, found one that phones may trust; ca renew makes a new certificate of it`,
      );
    }
    const names = namesOption(given) ?? namesInNetwork(config);
    const made = createAuthority(file, `Touchpoint Hub ${config.property.id}`, names, Date.now());
    await note(given, 'authority-made', made);
    return { json: asJson(config, made), text: `${sayMade(config, made)}\n\n${sayNext(config, made)}` };
  },
};

const renew: Command = {
  words: 'ca renew',
  usage: '[--names <name or address>,…]',
  does: 'makes a new certificate of the hub by its own authority, also for other names; a hub that runs takes it over within seconds',
  options: ['names'],
  makesCertificate: true,
  async run(given): Promise<Result> {
    neededWords(given);
    const { config } = given;
    refuseGivenCertificate(config);
    if (readAuthority(config.ownCertificateFile) === undefined) {
      throw new Mistake(`${dirname(config.ownCertificateFile)}: expected an authority, found none; ca makes one`);
    }
    const renewed = renewedCertificate(given);
    await note(given, 'certificate-renewed', renewed);
    return { json: asJson(config, renewed), text: sayMade(config, renewed) };
  },
};

function renewedCertificate(given: Given): ShownAuthority {
  try {
    return renewServer(given.config.ownCertificateFile, Date.now(), namesOption(given));
  } catch (error) {
    if (!(error instanceof NamesBeyondAuthority)) throw error;
    const names = error.names.join(', ');
    throw new Mistake(
      `--names: expected names that the authority was made for, or of private networks, found ${names}; move ${dirname(given.config.ownCertificateFile)} away and make a new one, which every phone has to trust anew`,
    );
  }
}

function refuseGivenCertificate({ hasGivenCertificate }: Config): void {
  if (!hasGivenCertificate) return;
  throw new Mistake(
    'HUB_TLS_CERT, HUB_TLS_KEY: expected them unset, because the hub’s own authority brings both, found a certificate from elsewhere',
  );
}

function namesOption({ options }: Given): string[] | undefined {
  const { names } = options;
  return names?.split(',').map((word) => {
    const name = readServerName(word);
    if (name === undefined) throw mistakeAt('--names', 'names or addresses such as hub.lan,10.20.0.5', word);
    return name;
  });
}

/** As devices and phones can reach it: the address that it listens on, or all of this machine, and the machine's name. */
function namesInNetwork({ http, mqtt }: Config): string[] {
  const listening = [http.host, mqtt.host].filter((host) => !isLoopback(host) && !/^(0\.0\.0\.0|::)$/.test(host));
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);
  const found = [...(listening.length > 0 ? listening : own), hostname()];
  return [...new Set(found.flatMap((name) => readServerName(name) ?? []))];
}

function isLoopback(host: string): boolean {
  return withThisMachine([]).includes(host);
}

async function note(given: Given, action: string, { names, fingerprint }: ShownAuthority): Promise<void> {
  const data = { names: names.join(', ').slice(0, 200), fingerprint };
  await (await given.hub()).call('POST', '/audit', { action, data });
}

function asJson(config: Config, { name, fingerprint, names, expiresAt, serverExpiresAt }: ShownAuthority): object {
  return {
    name,
    fingerprint,
    names,
    expiresAt: new Date(expiresAt).toISOString(),
    serverExpiresAt: new Date(serverExpiresAt).toISOString(),
    folder: dirname(config.ownCertificateFile),
    install: installUrl(config, names),
  };
}

function installUrl({ http }: Config, [name = 'localhost']: readonly string[]): string {
  return `http://${isIPv6(name) ? `[${name}]` : name}:${http.port}/ca`;
}

function sayMade({ ownCertificateFile }: Config, made: ShownAuthority): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return [
    `${made.name}, in ${dirname(ownCertificateFile)}`,
    `  for          ${made.names.join(', ')}`,
    `  until        ${day(made.expiresAt)}; the hub's certificate until ${day(made.serverExpiresAt)}, which the hub renews by itself`,
    `  SHA-256      ${made.fingerprint}`,
  ].join('\n');
}

function sayNext(config: Config, { names }: ShownAuthority): string {
  const { http, mqtt } = config;
  const lines = [
    isLoopback(http.host) && 'httpHost: 0.0.0.0',
    isLoopback(mqtt.host) && 'mqttHost: 0.0.0.0',
    http.tls === undefined && 'httpsPort: 8443',
    mqtt.tls === undefined && 'mqttsPort: 8883',
  ].filter((line) => line !== false);
  const steps = [
    ...(lines.length === 0 ? [] : [`In hub.yaml, under settings: ${lines.join(', ')}`]),
    'Restart the hub.',
    `On each phone, once, open ${installUrl(config, names)} (the code below) and follow the steps.`,
    `Devices over TLS get ca.pem of that folder, or of ${installUrl(config, names)}/hub-ca.pem.`,
  ];
  const code = encodeQR(installUrl(config, names), 'ascii');
  return [...steps.map((step, index) => `${index + 1}. ${step}`), '', code].join('\n');
}

/** Longer words first: `ca` would take `ca renew`. */
export const authorityCommands: readonly Command[] = [renew, make];
