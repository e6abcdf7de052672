// The real services that tests run against, and where they are on this machine.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Service {
  /** Any of these will do; the first that is there. */
  readonly commands: readonly string[];
  /** Of Debian and Ubuntu. */
  readonly debianPackage: string;
}

export const services = {
  influxd: { commands: ['influxd'], debianPackage: 'influxdb' },
  mosquitto: { commands: ['mosquitto'], debianPackage: 'mosquitto' },
  mosquitto_pub: { commands: ['mosquitto_pub'], debianPackage: 'mosquitto-clients' },
  strace: { commands: ['strace'], debianPackage: 'strace' },
  chromium: { commands: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium' },
} as const satisfies Record<string, Service>;

export type ServiceName = keyof typeof services;

export const serviceNames = Object.keys(services) as ServiceName[];

/** The command's full path; undefined where it is not installed. */
export function pathOf(service: ServiceName): string | undefined {
  // Debian keeps servers where the PATH of a plain user does not look.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return services[service].commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable);
}

/** What to install for the services that are missing; undefined where none is. */
export function missingAdvice(needed: readonly ServiceName[]): string | undefined {
  const missing = needed.filter((service) => pathOf(service) === undefined);
  if (missing.length === 0) return undefined;
  return `${missing.join(', ')} missing: apt-get install ${missing.map((service) => services[service].debianPackage).join(' ')}`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
