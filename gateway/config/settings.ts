// The settings of the process: one shape for the environment (HUB_HTTP_PORT) and for hub.yaml (settings.httpPort).
import { resolve } from 'node:path';
import { z } from 'zod';
import { httpLimitSettings } from './http-limits.ts';
import { mqttLimitSettings } from './mqtt-limits.ts';
import { isPushServiceList, usualPushServices } from './push-services.ts';
import { isProxyList } from './trusted-proxies.ts';

const text = (expected: string) => z.string(expected).min(1, expected);

const port = (purpose: string) =>
  z
    .int('expected a port, 0 to 65535 (0 takes a free one)')
    .min(0, 'expected a port, 0 to 65535 (0 takes a free one)')
    .max(65_535, 'expected a port, 0 to 65535 (0 takes a free one)')
    .describe(purpose);

/** @param beginnings `https://`, `mailto:` */
const url = (beginnings: readonly string[], purpose: string) => {
  const expected = `expected a URL that starts with ${beginnings.join(' or ')}`;
  const protocols = beginnings.map((beginning) => beginning.replace('//', ''));
  return z
    .string(expected)
    .refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), expected)
    .describe(purpose);
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const shape = {
  dataDir: text('expected a folder').describe('Folder of everything that the hub keeps. Default ./data'),
  httpHost: text('expected a host name or address').describe('Address of pages and API. Default 127.0.0.1'),
  httpPort: port('Port of pages and API. Default 8080'),
  httpsPort: port('Port of pages and API over TLS; needs tlsCert and tlsKey. Default: off'),
  httpsHstsDays: z
    .int('expected days, 0 to 730')
    .min(0, 'expected days, 0 to 730')
    .max(730, 'expected days, 0 to 730')
    .describe('So long a browser that came over TLS comes over nothing else to this host name. 0: off. Default 180'),
  httpTrustedProxies: z
    .string('expected addresses or ranges, separated by commas')
    .refine(isProxyList, 'expected addresses or ranges such as 10.0.0.7 or 10.0.0.0/24, separated by commas')
    .describe('Reverse proxies that are believed when they name the caller. Default: those on this machine'),
  ...httpLimitSettings,
  mqttHost: text('expected a host name or address').describe('Address of the embedded broker. Default 127.0.0.1'),
  mqttPort: port('Port of the embedded broker. Default 1883'),
  mqttsPort: port('Port of the embedded broker over TLS; needs tlsCert and tlsKey. Default: off'),
  tlsCert: text('expected a PEM file').describe(
    'Certificate chain of broker and pages, PEM. Read anew when it changes. Default: the one that hub ca has made',
  ),
  tlsKey: text('expected a PEM file').describe('Private key of tlsCert, PEM'),
  tlsClientCa: text('expected a PEM file').describe('Devices must show a certificate that this authority signed, PEM'),
  tlsClientCrl: text('expected a PEM file').describe(
    'Certificates that tlsClientCa has revoked, PEM. Read anew when it changes',
  ),
  mqttUrl: url(['mqtt://', 'mqtts://', 'ws://', 'wss://'], 'An external broker instead of the embedded one'),
  ...mqttLimitSettings,
  influxUrl: url(['http://', 'https://'], 'InfluxDB 1.x. Unset: the embedded history'),
  influxDatabase: text('expected a database name').describe('Default touchpoint_hub'),
  influxUsername: text('expected a user name').describe('User of InfluxDB'),
  influxPassword: text('expected a password').describe('Password of InfluxDB; better in the environment than here'),
  historyBacklog: z
    .int('expected messages, 1000 or more')
    .min(1_000, 'expected messages, 1000 or more')
    .describe(
      'So many messages of telemetry may wait on disk for a history that does not take them; then no more is taken. Default 50000000',
    ),
  webPushContact: url(
    ['mailto:', 'https://'],
    'Wakes locked phones by web push, over the internet: whom push services may write to about it. Default: off',
  ),
  webPushServices: z
    .string('expected host names, separated by commas')
    .refine(
      isPushServiceList,
      'expected host names such as web.push.apple.com or *.notify.windows.com, separated by commas',
    )
    .describe(`The only services that a phone may be woken through. Default ${usualPushServices}`),
  logLevel: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).describe('Default info'),
  adminPassword: z
    .string('expected a password of at least 8 characters')
    .refine((password) => password.length >= 8, 'expected a password of at least 8 characters')
    .meta({ minLength: 8 })
    .describe(
      'First start: password of the user admin; better in the environment than here. Unset: one is made and printed once',
    ),
} satisfies Record<string, z.ZodType>;

export const Settings = z.strictObject(shape, `expected one of ${Object.keys(shape).join(', ')}`).exactPartial();
export type Settings = z.infer<typeof Settings>;
export type SettingKey = keyof Settings;

export const settingKeys = Object.keys(shape) as SettingKey[];

/** Never shown, not even where it is wrong. */
export const secretSettings: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'influxPassword',
  'adminPassword',
  // Both may carry a user and a password.
  'mqttUrl',
  'influxUrl',
]);

/** `httpPort` → `HUB_HTTP_PORT`. */
export function environmentName(key: string): string {
  return `HUB_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Paths in hub.yaml are relative to the folder of that file, those of the environment to the working folder. */
export function absolutePaths(settings: Settings, folder: string): Settings {
  const absolute = { ...settings };
  for (const key of ['dataDir', 'tlsCert', 'tlsKey', 'tlsClientCa', 'tlsClientCrl'] as const) {
    if (absolute[key] !== undefined) absolute[key] = resolve(folder, absolute[key]);
  }
  return absolute;
}
