// A table of limits becomes settings: `bodyBytes` of `http` is the setting `httpBodyBytes`, HUB_HTTP_BODY_BYTES.
import { z } from 'zod';

export interface Limit {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly what: string;
}

type Table<Key extends string> = Readonly<Record<Key, Limit>>;
export type LimitSetting<Prefix extends string, Key extends string> = `${Prefix}${Capitalize<Key>}`;

export function limitSettingName<Prefix extends string, Key extends string>(
  prefix: Prefix,
  key: Key,
): LimitSetting<Prefix, Key> {
  return `${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}` as LimitSetting<Prefix, Key>;
}

function limitField({ usual, least, most, what }: Limit) {
  const expected = `expected a whole number, ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected).describe(`${what}. Default ${usual}`);
}

export function limitSettings<Prefix extends string, Key extends string>(prefix: Prefix, table: Table<Key>) {
  return Object.fromEntries(
    keysOf(table).map((key) => [limitSettingName(prefix, key), limitField(table[key])]),
  ) as Readonly<Record<LimitSetting<Prefix, Key>, ReturnType<typeof limitField>>>;
}

/** Each limit as it is set, else as usual. */
export function limitsAsSet<Prefix extends string, Key extends string>(
  prefix: Prefix,
  table: Table<Key>,
  settings: { readonly [Name in LimitSetting<Prefix, Key>]?: number },
): Readonly<Record<Key, number>> {
  const all = keysOf(table).map((key) => [key, settings[limitSettingName(prefix, key)] ?? table[key].usual]);
  return Object.fromEntries(all) as Record<Key, number>;
}

function keysOf<Key extends string>(table: Table<Key>): Key[] {
  return Object.keys(table) as Key[];
}
