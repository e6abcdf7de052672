// Environment and hub.yaml become one frozen Config here; nothing else reads process.env. The environment goes before the
// file, the file before the defaults, and a setting that is wrong or unknown stops the start.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PropertyId } from '../devices/identifiers.ts';
import { ConfigError } from './config/config-error.ts';
import { enforcementRules } from './config/enforcement-section.ts';
import { type Environment, readEnvironment } from './config/environment.ts';
import { feedRules, incidentRules, serviceTerms, taskRules } from './config/house-rules.ts';
import { HubFile, type Language, type StandardChoice } from './config/hub-file.ts';
import { type ProcessSettings, processSettings } from './config/process-settings.ts';
import { readHubFile } from './config/read-hub-file.ts';
import { absolutePaths } from './config/settings.ts';
import type { DispatchRules } from './domain/dispatch/dispatch-rules.ts';
import type { EnforcementRules } from './domain/enforcement/enforcement-rules.ts';
import type { IncidentRules } from './domain/house.ts';
import type { FeedRulesByName } from './domain/journey/silence.ts';
import type { Property, Space } from './domain/property.ts';
import type { ServiceStandardTerms } from './domain/standards/service-standard.ts';
import type { TaskRules } from './domain/tasks/assignment.ts';

export interface Place {
  readonly id: string;
  readonly name?: string;
}

export interface Config extends ProcessSettings {
  /** The hub.yaml that was read; unset where there is none. */
  readonly file?: string;
  readonly property: Property;
  /** The id that the property had before; unset where it never had another. */
  readonly formerly?: PropertyId;
  /** The preferred one first. */
  readonly languages: readonly Language[];
  /** From the bottom up. */
  readonly floors: readonly Place[];
  readonly risers: readonly Place[];
  readonly spaces: readonly Space[];
  readonly tasks: TaskRules;
  /** Unset where hub.yaml leaves dispatch to the house and the API. */
  readonly dispatch?: DispatchRules;
  readonly incidents: IncidentRules;
  readonly enforcement: EnforcementRules;
  readonly standards: StandardChoice;
  /** What hub.yaml says of promises of service. */
  readonly serviceStandards: readonly { readonly id: string; readonly terms: ServiceStandardTerms }[];
  readonly feeds: FeedRulesByName;
  readonly eraseStaysAfterDays: number;
  /** Set where systemd wants to hear that the hub is ready and alive. */
  readonly systemd?: { readonly watchdogMs?: number };
}

/** What `loadConfig` needs of the machine. */
export interface ConfigFiles {
  /** Undefined where there is no such file. */
  read(path: string): string | undefined;
  /** The folder that relative paths of the environment start from. */
  readonly workingDir: string;
  /** The certificate that TLS needs may be missing still: this process is about to make it. */
  readonly makesCertificate?: boolean;
}

/** @throws ConfigError with every mistake. */
export function loadConfig(env: Environment, files: ConfigFiles): Config {
  const environment = readEnvironment(env);
  const shownPath = environment.configFile ?? 'hub.yaml';
  const path = resolve(files.workingDir, shownPath);
  const text = files.read(path);
  const problems = [...environment.problems];
  if (text === undefined && environment.configFile !== undefined) {
    problems.push(`HUB_CONFIG: expected a file, found none at ${path}`);
  }
  const read = readHubFile(shownPath, text ?? '');
  problems.push(...read.problems);
  const settings = {
    ...absolutePaths(read.file?.settings ?? {}, dirname(path)),
    ...absolutePaths(environment.settings, files.workingDir),
  };
  const running = processSettings(settings, files);
  problems.push(...running.problems);
  const [first, ...others] = problems;
  if (first !== undefined) throw new ConfigError([first, ...others]);

  return deepFreeze({
    ...(text === undefined ? {} : { file: path }),
    ...hotel(read.file ?? HubFile.parse({}), environment.property ?? PropertyId.parse('demo')),
    ...running.settings,
    ...(environment.systemd && { systemd: environment.systemd }),
  });
}

/** The Config of this process. @throws ConfigError with every mistake. */
export function loadProcessConfig(how: Pick<ConfigFiles, 'makesCertificate'> = {}): Config {
  return loadConfig(process.env, { read: readIfThere, workingDir: process.cwd(), ...how });
}

function hotel(file: HubFile, fallbackId: PropertyId) {
  const { id = fallbackId, name = id, timeZone = machineTimeZone(), languages, formerly } = file.property;
  return {
    property: { id, name, timeZone },
    ...(formerly !== undefined && { formerly }),
    languages,
    floors: file.floors ?? [],
    risers: file.risers ?? [],
    spaces: file.spaces,
    tasks: taskRules(file),
    ...(file.dispatch !== undefined && { dispatch: file.dispatch }),
    incidents: incidentRules(file),
    enforcement: enforcementRules(file.enforcement),
    standards: file.standards,
    serviceStandards: serviceTerms(file),
    feeds: feedRules(file),
    eraseStaysAfterDays: file.stays.eraseAfterDays,
  };
}

function machineTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Where a folder of the path is none, whoever makes it says so.
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError([`${path}: cannot be read (${code})`]);
  }
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
