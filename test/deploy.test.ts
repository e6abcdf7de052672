import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const isThere = (path: string) => existsSync(new URL(path, root));

interface ComposeService {
  readonly build?: string;
  readonly image?: string;
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly healthcheck?: unknown;
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | { readonly source: string })[];
}

const compose = parse(read('docker-compose.yml')) as {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  test('starts hub and InfluxDB, and broker and Grafana only where they are asked for', () => {
    expect(services.filter(([, { profiles }]) => profiles === undefined).map(([name]) => name)).toEqual([
      'hub',
      'influxdb',
    ]);
    expect(services.flatMap(([, { profiles }]) => profiles ?? [])).toEqual(['mosquitto', 'grafana']);
  });

  test.each(services)('%s is watched, and comes back by itself', (_name, service) => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.build === undefined ? service.healthcheck : read('Dockerfile')).toBeTruthy();
    expect(read('Dockerfile')).toContain('HEALTHCHECK');
  });

  test.each(services)(
    '%s has no password that everybody knows',
    (_name, { environment = {}, entrypoint, volumes = [] }) => {
      const passwords = Object.entries(environment).filter(([name]) => /PASSWORD/.test(name));
      const guards = [
        entrypoint?.join(' ') ?? '',
        ...volumes
          .map(String)
          .filter((volume) => volume.startsWith('./deploy/mosquitto'))
          .map(() => read('deploy/mosquitto/start.sh')),
      ].join('\n');
      for (const [name, value] of passwords) {
        if (!/^\$\{\w+:\?.+\}$/.test(value)) {
          expect(value).toMatch(/^\$\{\w+:-\}$/);
          expect(guards).toContain(`${name}:?`);
        }
      }
    },
  );

  test('mounts only what is in the repository, and the hub.yaml that the hotel writes', () => {
    const sources = services
      .flatMap(([, { volumes = [] }]) => volumes)
      .map((volume) => (typeof volume === 'string' ? (volume.split(':')[0] ?? '') : volume.source));
    const missing = sources.filter((source) => !(source in compose.volumes) && !isThere(source));
    expect(missing.filter((source) => source !== './hub.yaml')).toEqual([]);
  });
});

describe('the image', () => {
  test('copies what is there, and runs as nobody of rank', () => {
    const dockerfile = read('Dockerfile');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, paths]) => paths?.split(' ') ?? [],
    );
    expect(copied.filter((path) => !isThere(path))).toEqual([]);
    expect(dockerfile).toContain('\nUSER node\n');
  });
});

describe('the systemd unit', () => {
  test('has a watchdog that the hub speaks to, and starts the hub again whatever ended it', () => {
    const unit = read('deploy/touchpoint-hub.service');
    for (const line of ['Type=notify', 'NotifyAccess=all', 'WatchdogSec=30', 'Restart=always']) {
      expect(unit).toContain(`\n${line}\n`);
    }
  });
});
