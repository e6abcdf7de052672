// What the hub is built of is pinned, byte for byte, and nothing of it is a trial version; and nothing in it calls an address
// that a caller names.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(packages).filter(([path]) => path !== '');

const running = installed.filter(([, { dev, devOptional }]) => !dev && !devOptional);

test('every package that runs in a hotel is pinned by version and hash', () => {
  expect(running.map(([path]) => path)).toContain('node_modules/aedes');
  const loose = running.filter(
    ([, { version, integrity, link }]) => link || !version || !/^sha512-/.test(integrity ?? ''),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('none of them is a trial version: the broker’s own beta dies of a client id', () => {
  const trial = running.filter(([, { version }]) => /-(alpha|beta|rc|next|canary)/.test(version ?? ''));
  expect(trial.map(([path, { version }]) => `${path} ${version}`)).toEqual([]);
});

/**
 * The command line calls its own hub, lines go to the InfluxDB of the settings, and phones are woken through the push services of the
 * settings alone: locked-phones.test.ts. The others call what the settings name through libraries.
 */
const callsOut = [
  'gateway/cli/hub-link.ts',
  'gateway/history/influx-connection.ts',
  'gateway/notifications/web-push/push-sender.ts',
];

test('no other module calls over HTTP or opens a socket by itself', () => {
  const sources = ['broker', 'gateway'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`),
  );
  expect(sources.length).toBeGreaterThan(200);
  const calling = sources.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const imported = [
      ...text.matchAll(/^import (?!type )\{([^}]*)\} from 'node:(?:http|https|net|tls|dgram|http2)'/gm),
    ];
    const names = imported.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
    return (
      /\bfetch\(/.test(text) ||
      names.some((name) => /^(request|get|connect|createConnection|createSocket)\b/.test(name))
    );
  });
  expect(calling).toEqual(callsOut);
});
