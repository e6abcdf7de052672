// What goes out to devices: each command once, while it may still be acted on.
import { expect, test } from 'vitest';
import type { DeviceId, PropertyId } from '../../../devices/identifiers.ts';
import type { DeviceCommand } from '../../../gateway/domain/command.ts';
import { createDeviceCommands } from '../../../gateway/downlink/device-commands.ts';

const now = 1_000_000;

function sent(...commands: Partial<DeviceCommand>[]): Promise<string[]> {
  const published: string[] = [];
  const deliver = createDeviceCommands({
    property: 'demo' as PropertyId,
    clock: { now: () => now, schedule: () => () => {} },
    downlink: {
      async publish(topic, payload, { retain }) {
        published.push(`${topic} ${payload}${retain ? ' retained' : ''}`);
      },
    },
  });
  const facts = commands.map((parts, index) => {
    const command: DeviceCommand = {
      id: 'c1',
      device: 'pump-r2' as DeviceId,
      command: 'circulate',
      parameters: { seconds: 60 },
      by: 'hub',
      sentAt: now,
      expiresAt: now + 60_000,
      state: 'sent',
      ...parts,
    };
    return { seq: index + 1, at: now, fact: { type: 'command-changed' as const, command } };
  });
  return deliver(facts).then(() => published);
}

const trace: NonNullable<DeviceCommand['trace']> = {
  action: 'circulation',
  purpose: 'arrival',
  about: 's-1',
  reason: 'guests are expected',
  evidence: {},
  neededAt: now + 600_000,
  endsAt: now + 1_200_000,
  attempt: 1,
};

const wire = 'hub/demo/pump-r2/command {"seconds":60,"id":"c1","command":"circulate","expiresAt":1060000}';

test.each<[name: string, commands: Partial<DeviceCommand>[], expected: string[]]>([
  ['goes out once, and is not kept for who comes later', [{ trace }, { state: 'answered' }], [wire]],
  ['that is too old by now does not go out', [{ expiresAt: now }], []],
  ['does not go out again when it is known to be of no use', [{ trace: { ...trace, outcome: 'not-needed' } }], []],
  ['that failed does not go out again', [{ state: 'failed' }, { state: 'expired' }], []],
])('a command %s', async (_name, commands, expected) => {
  expect(await sent(...commands)).toEqual(expected);
});
