// The settings as the hub uses them: grouped, with every default, and refused where they do not fit together.
import { join, resolve } from 'node:path';
import { type HttpLimits, httpLimits } from './http-limits.ts';
import { type MqttLimits, mqttLimits } from './mqtt-limits.ts';
import { pushServicesOf, usualPushServices } from './push-services.ts';
import type { LogLevel, Settings } from './settings.ts';

export interface ProcessSettings {
  /** Absolute. */
  readonly dataDir: string;
  /** Certificate and key by the hub's own authority, which lies beside it, where `hub ca` has made one. */
  readonly ownCertificateFile: string;
  /** Certificate and key are those that the settings name, not the own authority's. */
  readonly hasGivenCertificate: boolean;
  readonly http: HttpSettings;
  readonly mqtt: {
    readonly host: string;
    readonly port: number;
    /** Unset: no TLS listener. */
    readonly tls?: TlsListener;
    readonly limits: MqttLimits;
    /** An external broker instead of the embedded one. May carry credentials: never log it. */
    readonly url?: string;
  };
  /** Unset: the embedded history. */
  readonly influx?: InfluxSettings;
  /** So many messages may wait for the history before telemetry is refused. */
  readonly historyBacklog: number;
  /** Unset: no phone is woken. */
  readonly webPush?: WebPushSettings;
  readonly logLevel: LogLevel;
  /** First start: the password of the user `admin`. */
  readonly adminPassword?: string;
}

export interface HttpSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Unset: no TLS listener. */
  readonly tls?: TlsListener;
  /** How long browsers are held to TLS; 0: not at all. */
  readonly hstsDays: number;
  /** Comma-separated; unset: those on this machine. */
  readonly trustedProxies?: string;
  readonly limits: HttpLimits;
}

export interface TlsListener {
  readonly port: number;
  readonly certFile: string;
  readonly keyFile: string;
  readonly clientCaFile?: string;
  readonly clientCrlFile?: string;
}

export interface InfluxSettings {
  /** May carry credentials: never log it. */
  readonly url: string;
  readonly database: string;
  readonly username?: string;
  readonly password?: string;
}

export interface WebPushSettings {
  /** `mailto:it@hotel.example` or an https address. */
  readonly contact: string;
  /** Hosts, `*.` for all that end so: nothing else is called. */
  readonly services: readonly string[];
}

/** A week of 800 rooms with InfluxDB away: some 12 GB. */
const defaultHistoryBacklog = 50_000_000;

interface Files {
  read(path: string): string | undefined;
  readonly workingDir: string;
  /** Certificate and key may be missing still: this process is about to make them. */
  readonly makesCertificate?: boolean;
}

/** @param given with absolute paths. `settings` of the result mean nothing where there are problems. */
export function processSettings(
  given: Settings,
  files: Files,
): { readonly settings: ProcessSettings; readonly problems: readonly string[] } {
  const dataDir = given.dataDir ?? resolve(files.workingDir, 'data');
  const ownCertificateFile = join(dataDir, 'tls', 'hub.pem');
  const settings = withOwnCertificate(given, ownCertificateFile, files);
  const tls = tlsListener(settings.mqttsPort, settings);
  const httpTls = tlsListener(settings.httpsPort, settings);
  const influx = influxSettings(settings);
  return {
    problems: tlsProblems(settings, files),
    settings: {
      dataDir,
      ownCertificateFile,
      hasGivenCertificate: namesCertificate(given),
      http: {
        host: settings.httpHost ?? '127.0.0.1',
        port: settings.httpPort ?? 8080,
        ...(httpTls && { tls: { port: httpTls.port, certFile: httpTls.certFile, keyFile: httpTls.keyFile } }),
        hstsDays: settings.httpsHstsDays ?? 180,
        ...(settings.httpTrustedProxies && { trustedProxies: settings.httpTrustedProxies }),
        limits: httpLimits(settings),
      },
      mqtt: {
        host: settings.mqttHost ?? '127.0.0.1',
        port: settings.mqttPort ?? 1883,
        ...(tls && { tls }),
        limits: mqttLimits(settings),
        ...(settings.mqttUrl && { url: settings.mqttUrl }),
      },
      ...(influx && { influx }),
      historyBacklog: settings.historyBacklog ?? defaultHistoryBacklog,
      ...(settings.webPushContact && {
        webPush: {
          contact: settings.webPushContact,
          services: pushServicesOf(settings.webPushServices ?? usualPushServices),
        },
      }),
      logLevel: settings.logLevel ?? 'info',
      ...(settings.adminPassword && { adminPassword: settings.adminPassword }),
    },
  };
}

function namesCertificate({ tlsCert, tlsKey }: Settings): boolean {
  return tlsCert !== undefined || tlsKey !== undefined;
}

/** Where the settings name no certificate, the one of the hub's own authority is in force. */
function withOwnCertificate(settings: Settings, own: string, files: Files): Settings {
  return !namesCertificate(settings) && (files.makesCertificate || files.read(own) !== undefined)
    ? { ...settings, tlsCert: own, tlsKey: own }
    : settings;
}

function tlsListener(port: number | undefined, settings: Settings): TlsListener | undefined {
  const { tlsCert, tlsKey, tlsClientCa, tlsClientCrl } = settings;
  if (port === undefined || tlsCert === undefined || tlsKey === undefined) return undefined;
  return {
    port,
    certFile: tlsCert,
    keyFile: tlsKey,
    ...(tlsClientCa && { clientCaFile: tlsClientCa }),
    ...(tlsClientCrl && { clientCrlFile: tlsClientCrl }),
  };
}

function influxSettings({ influxUrl, influxDatabase, influxUsername, influxPassword }: Settings) {
  if (influxUrl === undefined) return undefined;
  return {
    url: influxUrl,
    database: influxDatabase ?? 'touchpoint_hub',
    ...(influxUsername && { username: influxUsername }),
    ...(influxPassword && { password: influxPassword }),
  };
}

/** A TLS listener without its files, and files that are not there. */
function tlsProblems(settings: Settings, files: Files): string[] {
  const { mqttsPort, httpsPort, tlsCert, tlsKey, tlsClientCa, tlsClientCrl } = settings;
  const problem = (name: string, path: string | undefined, neededBy?: string | false) => {
    if (path === undefined) {
      const hint = !namesCertificate(settings) && name !== 'HUB_TLS_CLIENT_CA' ? ' (npm run hub -- ca makes one)' : '';
      return neededBy ? [`${name}: expected a PEM file because ${neededBy} is set, found nothing${hint}`] : [];
    }
    return files.read(path) === undefined ? [`${name}: expected a PEM file, found none at ${path}`] : [];
  };
  const listener = mqttsPort !== undefined ? 'HUB_MQTTS_PORT' : httpsPort !== undefined && 'HUB_HTTPS_PORT';
  const ofHub = [...problem('HUB_TLS_CERT', tlsCert, listener), ...problem('HUB_TLS_KEY', tlsKey, listener)];
  return [
    ...(files.makesCertificate ? [] : ofHub),
    ...problem('HUB_TLS_CLIENT_CA', tlsClientCa, tlsClientCrl !== undefined && 'HUB_TLS_CLIENT_CRL'),
    ...problem('HUB_TLS_CLIENT_CRL', tlsClientCrl),
  ];
}
