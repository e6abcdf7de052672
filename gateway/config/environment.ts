// The HUB_ part of the environment. A name that is no setting stops the start: a setting with a slip in its name would
// otherwise be obeyed by nobody.
import type { z } from 'zod';
import { PropertyId } from '../../devices/identifiers.ts';
import { shown } from '../domain/shown-value.ts';
import { environmentName, type SettingKey, Settings, secretSettings, settingKeys } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentSettings {
  readonly settings: Settings;
  readonly configFile?: string;
  readonly property?: PropertyId;
  /** Set where systemd started the process as a unit of `Type=notify`. */
  readonly systemd?: { readonly watchdogMs?: number };
  readonly problems: readonly string[];
}

const keyByName = new Map<string, SettingKey>(settingKeys.map((key) => [environmentName(key), key]));
const names = ['HUB_CONFIG', 'HUB_PROPERTY', ...keyByName.keys()];

export function readEnvironment(env: Environment): EnvironmentSettings {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    // Compose files hand on an unset variable as an empty one.
    if (!name.startsWith('HUB_') || value === undefined || value === '') continue;
    const key = keyByName.get(name);
    if (key !== undefined) {
      const result = readValue(Settings.shape[key], value);
      if (result.success) settings[key] = result.data;
      else problems.push(wrong(name, result.error, secretSettings.has(key) ? undefined : value));
    } else if (!names.includes(name)) {
      problems.push(`${name}: is not a setting, found ${shown(value)}; expected one of ${names.join(', ')}`);
    }
  }
  const property = env['HUB_PROPERTY'] ? PropertyId.safeParse(env['HUB_PROPERTY']) : undefined;
  if (property?.success === false) problems.push(wrong('HUB_PROPERTY', property.error, env['HUB_PROPERTY']));
  return {
    settings,
    problems,
    ...(env['HUB_CONFIG'] ? { configFile: env['HUB_CONFIG'] } : {}),
    ...(property?.success ? { property: property.data } : {}),
    ...(env['NOTIFY_SOCKET'] ? { systemd: watchdogOf(env) } : {}),
  };
}

/** sd_watchdog_enabled(3): microseconds, in words of systemd's own. */
function watchdogOf(env: Environment): { watchdogMs?: number } {
  const watchdogMs = Number(env['WATCHDOG_USEC'] ?? Number.NaN) / 1000;
  return watchdogMs > 0 ? { watchdogMs } : {};
}

/** Everything in the environment is text; digits are a number where the setting is one. */
function readValue(schema: z.ZodType, value: string) {
  const asText = schema.safeParse(value);
  return asText.success || !/^\d+$/.test(value) ? asText : schema.safeParse(Number(value));
}

function wrong(name: string, error: z.ZodError, value: string | undefined): string {
  const expected = error.issues[0]?.message ?? 'wrong';
  return value === undefined ? `${name}: ${expected}` : `${name}: ${expected}, found ${shown(value)}`;
}
