// The limits of pages and API as settings, and their documentation: docs/http-limits.md has each row as the code has it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusals } from '../../../gateway/api/listener/http-counters.ts';
import { type HttpLimits, httpLimitTable } from '../../../gateway/config/http-limits.ts';
import { limitSettingName } from '../../../gateway/config/limit-settings.ts';
import { environmentName } from '../../../gateway/config/settings.ts';
import { loadConfig } from '../../../gateway/config.ts';

const limits = Object.keys(httpLimitTable) as (keyof HttpLimits)[];
const load = (env: Record<string, string>, hubYaml?: string) =>
  loadConfig(env, { read: (path) => (path === '/hotel/hub.yaml' ? hubYaml : undefined), workingDir: '/hotel' });

test('a hub without settings has the limits that are usual', () => {
  expect(load({}).http.limits).toEqual(Object.fromEntries(limits.map((limit) => [limit, httpLimitTable[limit].usual])));
});

test.each(limits)('%s is set in the environment or in hub.yaml, within its bounds, and has its counter', (limit) => {
  const { least, most, reason } = httpLimitTable[limit];
  const setting = limitSettingName('http', limit);
  expect(load({ [environmentName(setting)]: String(most) }).http.limits[limit]).toBe(most);
  expect(load({}, `settings: { ${setting}: ${least} }`).http.limits[limit]).toBe(least);
  expect(() => load({ [environmentName(setting)]: String(most + 1) })).toThrow(`${least} to ${most}`);
  expect(refusals).toContain(reason);
});

test('docs/http-limits.md says of each what the code does', () => {
  const text = readFileSync(new URL('../../../docs/http-limits.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `http'));
  expect(rows).toEqual(limits.map(documented));
});

function documented(limit: keyof HttpLimits): string {
  const { usual, least, most, what, reason } = httpLimitTable[limit];
  return `| \`${limitSettingName('http', limit)}\` | ${usual} | ${least} to ${most} | ${what} | \`${reason}\` |`;
}
