// The broker's limits as settings, and their documentation: docs/mqtt-limits.md has each row as the code has it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type BrokerLimit, limitTable } from '../../../broker/limits.ts';
import { limitSettingName } from '../../../gateway/config/limit-settings.ts';
import { environmentName } from '../../../gateway/config/settings.ts';
import { loadConfig } from '../../../gateway/config.ts';

const limits = Object.keys(limitTable) as BrokerLimit[];
const load = (env: Record<string, string>, hubYaml?: string) =>
  loadConfig(env, { read: (path) => (path === '/hotel/hub.yaml' ? hubYaml : undefined), workingDir: '/hotel' });

test('a hub without settings has the limits that are usual', () => {
  expect(load({}).mqtt.limits).toEqual(Object.fromEntries(limits.map((limit) => [limit, limitTable[limit].usual])));
});

test.each(limits)('%s is set in the environment or in hub.yaml, within its bounds', (limit) => {
  const { least, most } = limitTable[limit];
  const setting = limitSettingName('mqtt', limit);
  expect(load({ [environmentName(setting)]: String(most) }).mqtt.limits[limit]).toBe(most);
  expect(load({}, `settings: { ${setting}: ${least} }`).mqtt.limits[limit]).toBe(least);
  const wrong = () => load({ [environmentName(setting)]: String(least - 1) });
  expect(wrong).toThrow(`${environmentName(setting)}: expected a whole number, ${least} to ${most}`);
});

test('docs/mqtt-limits.md says of each what the code does', () => {
  const text = readFileSync(new URL('../../../docs/mqtt-limits.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `mqtt'));
  expect(rows).toEqual(limits.map(documented));
});

function documented(limit: BrokerLimit): string {
  const { usual, least, most, what, counter } = limitTable[limit];
  const counted = `hub_mqtt_${counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`;
  return `| \`${limitSettingName('mqtt', limit)}\` | ${usual} | ${least} to ${most} | ${what} | \`${counted}\` |`;
}
