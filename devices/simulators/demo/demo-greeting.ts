// What the demonstration tells whoever started it.
import type { DemoKeys } from './demo-keys.ts';

const loopback = /^(127\.|localhost$|::1$)/;

/** Said first: what keeps real devices and phones out. Empty where both doors are open. */
export function doorsNotice(httpHost: string, mqttHost: string): string {
  const closed = [
    ...(loopback.test(httpHost) ? ['HUB_HTTP_HOST'] : []),
    ...(loopback.test(mqttHost) ? ['HUB_MQTT_HOST'] : []),
  ];
  if (closed.length === 0) return '';
  return [
    `Only this machine can reach the hub. For real devices and phones, HUB_HTTP_HOST and HUB_MQTT_HOST must be opened:`,
    `  ${closed.map((setting) => `${setting}=0.0.0.0`).join(' ')} npm run demo`,
    '',
  ].join('\n');
}

/** Where to go and who to be. */
export function greeting(address: { readonly http: string; readonly mqtt: string }, keys: DemoKeys): string {
  const names = ['housekeeping', 'front-desk', 'engineer', 'manager', 'admin'];
  const rows = names.map((name) => `  ${name.padEnd(14)}${keys.people.get(name) ?? '(as it was set before)'}`);
  return [
    '',
    `  Pages   ${address.http}`,
    `  MQTT    ${address.mqtt}`,
    '',
    `  ${'user and role'.padEnd(14)}password`,
    ...rows,
    '',
    'Guests come and go, a riser is cold and the tea runs out: the first tasks come within a minute. Ctrl-C ends it; the data stay.',
    '',
  ].join('\n');
}
