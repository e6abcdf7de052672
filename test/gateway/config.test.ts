import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../gateway/config/config-error.ts';
import { environmentName, settingKeys } from '../../gateway/config/settings.ts';
import { type Config, loadConfig } from '../../gateway/config.ts';
import { hubSchemaText } from '../../scripts/hub-schema.ts';

const root = new URL('../../', import.meta.url);
const repositoryFile = (path: string) => readFileSync(new URL(path, root), 'utf8');

function load(env: Record<string, string>, hubYaml?: string, more: Record<string, string> = {}): Config {
  const files: Record<string, string | undefined> = { '/hotel/hub.yaml': hubYaml, ...more };
  return loadConfig(env, { read: (path) => files[path], workingDir: '/hotel' });
}

function problemsOf(env: Record<string, string>, hubYaml?: string): readonly string[] {
  try {
    load(env, hubYaml);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('a hub without hub.yaml', () => {
  test('is the empty property demo on this machine alone, with the embedded broker and history', () => {
    expect(load({})).toMatchObject({
      property: { id: 'demo', name: 'demo' },
      languages: ['zh', 'en', 'es'],
      spaces: [],
      dataDir: '/hotel/data',
      http: { host: '127.0.0.1', port: 8080 },
      mqtt: { host: '127.0.0.1', port: 1883 },
      logLevel: 'info',
      standards: { primary: { 'hot-branch': 'house-10s' } },
    });
    expect(load({}).influx).toBeUndefined();
    expect(load({}).mqtt.tls).toBeUndefined();
  });

  test('takes the property id of HUB_PROPERTY', () => {
    expect(load({ HUB_PROPERTY: 'garden-court' }).property.id).toBe('garden-court');
  });

  test('stops where HUB_CONFIG names a file that is not there', () => {
    expect(problemsOf({ HUB_CONFIG: 'other.yaml' })).toEqual([
      'HUB_CONFIG: expected a file, found none at /hotel/other.yaml',
    ]);
  });
});

describe('the environment', () => {
  test('goes before hub.yaml, and hub.yaml before the defaults', () => {
    const config = load({ HUB_HTTP_PORT: '0' }, 'settings: { httpPort: 9000, mqttPort: 9001 }');
    expect(config.http.port).toBe(0);
    expect(config.mqtt.port).toBe(9001);
  });

  test('counts an empty variable as unset, because compose files hand those on', () => {
    expect(load({ HUB_INFLUX_URL: '', HUB_HTTP_PORT: '' }).http.port).toBe(8080);
  });

  test('leaves the variables of others alone', () => {
    expect(problemsOf({ HUBBLE: '1', PATH: '/bin' })).toEqual([]);
  });

  test('keeps a password of digits as it is', () => {
    expect(load({ HUB_ADMIN_PASSWORD: '00123456' }).adminPassword).toBe('00123456');
  });

  test('says whether systemd listens, and how long it bears silence', () => {
    expect(load({}).systemd).toBeUndefined();
    expect(load({ NOTIFY_SOCKET: '/run/systemd/notify' }).systemd).toEqual({});
    const watched = load({ NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '30000000' });
    expect(watched.systemd).toEqual({ watchdogMs: 30_000 });
  });

  test('opens TLS beside the plain listener where port, certificate and key are given', () => {
    const env = { HUB_MQTTS_PORT: '8883', HUB_TLS_CERT: 'hub.pem', HUB_TLS_KEY: '/tls/hub.key' };
    const config = load(env, undefined, { '/hotel/hub.pem': 'pem', '/tls/hub.key': 'pem' });
    expect(config.mqtt.tls).toEqual({ port: 8883, certFile: '/hotel/hub.pem', keyFile: '/tls/hub.key' });
    expect(config.http.tls).toBeUndefined();
  });

  test('opens HTTPS with the same certificate, and asks browsers for none', () => {
    const env = {
      HUB_HTTPS_PORT: '8443',
      HUB_TLS_CERT: 'hub.pem',
      HUB_TLS_KEY: 'hub.key',
      HUB_TLS_CLIENT_CA: 'ca.pem',
    };
    const files = { '/hotel/hub.pem': 'pem', '/hotel/hub.key': 'pem', '/hotel/ca.pem': 'pem' };
    const { http, mqtt } = load(env, undefined, files);
    expect(http.tls).toEqual({ port: 8443, certFile: '/hotel/hub.pem', keyFile: '/hotel/hub.key' });
    expect(mqtt.tls).toBeUndefined();
  });

  test.each(['loopback', '10.0.0.7', '10.0.0.0/24, 2001:db8::/32'])('believes proxies at %s', (trustedProxies) => {
    expect(load({ HUB_HTTP_TRUSTED_PROXIES: trustedProxies }).http).toMatchObject({ trustedProxies });
  });

  test.each([
    ['a port that is a word', { HUB_HTTP_PORT: 'abc' }, 'HUB_HTTP_PORT: expected a port', 'found "abc"'],
    ['a port beyond the last', { HUB_MQTT_PORT: '65536' }, 'HUB_MQTT_PORT: expected a port', 'found "65536"'],
    ['a slip in a name', { HUB_HTPP_PORT: '80' }, 'HUB_HTPP_PORT: is not a setting, found "80"', 'HUB_HTTP_PORT'],
    ['a log level of another logger', { HUB_LOG_LEVEL: 'verbose' }, 'expected one of fatal, error', 'found "verbose"'],
    ['a property id that no topic can carry', { HUB_PROPERTY: 'a/b' }, 'HUB_PROPERTY: expected [a-z0-9]', '"a/b"'],
    [
      'a password that is guessed in a minute',
      { HUB_ADMIN_PASSWORD: '1234' },
      'HUB_ADMIN_PASSWORD: expected',
      'at least 8',
    ],
    ['TLS without a certificate', { HUB_MQTTS_PORT: '8883' }, 'HUB_TLS_CERT: expected a PEM file', 'HUB_MQTTS_PORT'],
    ['HTTPS without a certificate', { HUB_HTTPS_PORT: '8443' }, 'HUB_TLS_CERT: expected a PEM', 'HUB_HTTPS_PORT'],
    [
      'a proxy that is none',
      { HUB_HTTP_TRUSTED_PROXIES: '10.0.0.7,all' },
      'expected addresses or ranges',
      '10.0.0.7,all',
    ],
    ['a range that is none', { HUB_HTTP_TRUSTED_PROXIES: '10.0.0.0/33' }, 'expected addresses or ranges', '/33'],
    ['a limit of nothing', { HUB_HTTP_STREAMS: '0' }, 'HUB_HTTP_STREAMS: expected a whole number, 1 to', 'found "0"'],
    ['a certificate that is not there', { HUB_TLS_CERT: 'no.pem' }, 'HUB_TLS_CERT: expected', '/hotel/no.pem'],
  ])('stops the start at %s', (_mistake, env, begin, part) => {
    const [problem] = problemsOf(env as unknown as Record<string, string>);
    expect(problem).toContain(begin);
    expect(problem).toContain(part);
  });

  test('never shows a secret, not even a wrong one', () => {
    const problems = problemsOf(
      { HUB_INFLUX_URL: 'ftp://hub:secret@influx' },
      'settings: { adminPassword: [secret], mqttUrl: "redis://hub:secret@broker" }',
    );
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('secret');
  });
});

describe('a wrong hub.yaml names file, line, key, what was expected and what was found', () => {
  test.each([
    ['property:\n  id: Demo', 'hub.yaml:2: property.id: expected [a-z0-9][a-z0-9-]{0,62}, found "Demo"'],
    ['property:\n  timeZone: Asia/Peking', 'hub.yaml:2: property.timeZone: expected an IANA time zone such as'],
    ['property:\n  id: a\n  zone: b', 'hub.yaml:3: property.zone: is not known; expected one of id, name, timeZone'],
    ['spaces:\n  - id: 1\n    kind: rom', 'hub.yaml:3: spaces[0].kind: expected one of room, lobby'],
    [
      'spaces:\n  - id: a\n  - id: b\n  - id: a',
      'hub.yaml:4: spaces[2].id: expected an id of its own, found "a" again',
    ],
    ['spaces:\n  - kind: room', 'hub.yaml:2: spaces[0].id: expected an id, found nothing'],
    [
      'floors: [1, 2]\nspaces:\n  - { id: a, floor: 3 }',
      'hub.yaml:3: spaces[0].floor: expected one of the floors (1, 2)',
    ],
    ['floors:\n  - { id: 1, nme: x }', 'hub.yaml:2: floors[0].nme: is not known; expected one of id, name'],
    ['teams:\n  - id: a\n    role: boss', 'hub.yaml:3: teams[0].role: expected one of housekeeping, front-desk'],
    ['tasks:\n  roles:\n    refil: engineer', 'hub.yaml:3: tasks.roles.refil: is not known; expected one of warm-up'],
    ['incidents:\n  plantShare: 25', 'hub.yaml:2: incidents.plantShare: expected a share above 0, up to 1, found 25'],
    ['settings:\n  httpPort: "80"', 'hub.yaml:2: settings.httpPort: expected a port'],
    ['a: 1\na: 2', 'hub.yaml:2: Map keys must be unique'],
    ['a: [1\nb: 2', 'hub.yaml:2: Flow sequence'],
    ['just words', 'hub.yaml:1: the file: expected a section of property, floors'],
  ])('%j', (text, problem) => {
    expect(problemsOf({}, text)[0]).toContain(problem);
  });

  test('all mistakes at once, in the order of the lines, and one line where there is room for one', () => {
    const text = 'spaces:\n  - { id: a, kind: rom }\nproperty:\n  languages: [fr]\n';
    expect(problemsOf({}, text).map((problem) => problem.split(': ', 2).join())).toEqual([
      'hub.yaml:2,spaces[0].kind',
      'hub.yaml:4,property.languages[0]',
    ]);
    expect(() => load({}, text)).toThrow(/^hub\.yaml:2: .* \(and 1 more; npm run hub -- check-config lists them\)$/);
  });
});

describe('hub.yaml', () => {
  test('keeps the leading zero of a room, and takes numbers as names', () => {
    const { spaces } = load({}, 'spaces: [{ id: 0801, floor: 8 }, { id: 901 }]');
    expect(spaces).toEqual([
      { id: '0801', kind: 'room', floor: '8' },
      { id: '901', kind: 'room' },
    ]);
  });

  test('that is empty is a hub with every default', () => {
    const { file, ...rest } = load({}, '# nothing yet\n');
    expect(file).toBe('/hotel/hub.yaml');
    expect(rest).toEqual(load({}));
  });

  test('starts its relative paths from its own folder', () => {
    const config = loadConfig(
      { HUB_CONFIG: 'conf/hub.yaml' },
      {
        read: (path) => (path === '/hotel/conf/hub.yaml' ? 'settings: { dataDir: ../keep }' : undefined),
        workingDir: '/hotel',
      },
    );
    expect(config.dataDir).toBe('/hotel/keep');
  });

  test('cannot be changed once it is read', () => {
    const config = load({}, 'spaces: [{ id: a }]');
    expect(Object.isFrozen(config) && Object.isFrozen(config.spaces[0]) && Object.isFrozen(config.tasks.teams)).toBe(
      true,
    );
  });
});

describe('what is shipped', () => {
  test('hub.example.yaml is right, and what it says in comments are the defaults', () => {
    const example = repositoryFile('hub.example.yaml');
    expect(load({}, example)).toMatchObject({
      property: { id: 'garden-court', timeZone: 'Asia/Shanghai' },
      tasks: { teams: [{ id: 'lobby-hosts' }, { id: 'floor-8', taskKinds: [] }] },
    });
    const incidents = /(?<=\n)# incidents:\n(?:# {3}.*\n)+/.exec(example)?.[0].replace(/^# /gm, '');
    expect(load({}, incidents).incidents).toEqual(load({}).incidents);
  });

  test('hub.schema.json is made from the schema of today; npm run schema writes it', () => {
    expect(repositoryFile('hub.schema.json')).toBe(hubSchemaText());
  });

  test('the README names every setting, but the limits that have a page of their own', () => {
    const readme = repositoryFile('README.md');
    const pages = ['docs/mqtt-limits.md', 'docs/http-limits.md'].map(repositoryFile).join('\n');
    const isLimit = (key: string) => pages.includes(`| \`${key}\` |`);
    const names = ['HUB_CONFIG', 'HUB_PROPERTY', ...settingKeys.filter((key) => !isLimit(key)).map(environmentName)];
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
