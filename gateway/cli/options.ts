// Options as the commands need them: present, numbers, instants of the hotel.
import { createCalendar } from '../domain/calendar.ts';
import type { Given } from './command.ts';
import { mistakeAt } from './mistake.ts';

export function needed({ options }: Given, name: string, expected: string): string {
  const value = options[name];
  if (value === undefined) throw mistakeAt(`--${name}`, expected, undefined);
  return value;
}

/** The one word after the command, or as many as `names`. */
export function neededWords<const Names extends readonly string[]>(
  { command, words }: Given,
  ...names: Names
): { [N in keyof Names]: string } {
  for (const [index, name] of names.entries())
    if (words[index] === undefined) throw mistakeAt(`<${name}>`, 'a value', undefined);
  const tooMany = words[names.length];
  if (tooMany !== undefined)
    throw mistakeAt([command, ...names.map((name) => `<${name}>`)].join(' '), 'nothing after it', tooMany);
  return words as { [N in keyof Names]: string };
}

export function numberOption({ options }: Given, name: string, expected: string): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) throw mistakeAt(`--${name}`, expected, value);
  return number;
}

/** An instant, or a day, which means its first moment in the hotel's time zone. RFC 3339. */
export function instantOption({ options, config }: Given, name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (!/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value) || Number.isNaN(at)) {
    throw mistakeAt(`--${name}`, 'a day such as 2026-03-01 or an instant such as 2026-03-01T06:00:00Z', value);
  }
  if (value.includes('T')) return new Date(at).toISOString();
  const dayMs = 86_400_000;
  const days = createCalendar(config.property.timeZone).days(at - dayMs, at + dayMs);
  return new Date(days.find(({ key }) => key === value)?.from ?? at).toISOString();
}
