// What a device was asked, as the API tells it: by people and by the hub itself, with reason, answer and outcome.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { DeviceCommand } from '../../../gateway/domain/command.ts';
import { aDevice } from './examples.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';

let hub: TestApi;

beforeEach(async () => {
  hub = await startTestApi();
  hub.devices.set('pump-r2', aDevice({ id: 'pump-r2', kind: 'room-controller' }));
});
afterEach(() => hub.stop());

function aCommand(parts: Partial<DeviceCommand>): DeviceCommand {
  return {
    id: 'c1',
    device: 'pump-r2' as DeviceId,
    command: 'circulate',
    parameters: { seconds: 3600 },
    by: 'hub',
    sentAt: hub.now,
    expiresAt: hub.now + 60_000,
    state: 'answered',
    answeredAt: hub.now + 400,
    reply: { running: true },
    ...parts,
  };
}

test('the commands of a device come the latest first, page by page, and no other’s', async () => {
  for (const [index, id] of ['c1', 'c2', 'c3'].entries()) {
    await hub.happen({ type: 'command-changed', command: aCommand({ id, sentAt: hub.now + index }) });
  }
  const others = aCommand({ id: 'c4', device: 'rc-1203' as DeviceId });
  await hub.happen({ type: 'command-changed', command: others });
  const engineer = await hub.as('engineer');
  const first = await engineer('GET', '/api/v1/devices/pump-r2/commands?limit=2');
  expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(['c3', 'c2']);
  const rest = await engineer('GET', `/api/v1/devices/pump-r2/commands?limit=2&cursor=${first.body.next}`);
  expect([rest.body.items.map(({ id }: { id: string }) => id), rest.body.next]).toEqual([['c1'], null]);
});

test('why the hub asked, and what came of it, is part of the command', async () => {
  const command = aCommand({
    trace: {
      action: 'circulation',
      purpose: 'arrival',
      about: 's-1',
      reason: 'the last draws in 1201 missed, and guests are expected at 2026-03-01T06:30Z',
      evidence: { draws: ['hw-1201-1'], stay: 's-1', standard: 'house-10s@1' },
      neededAt: hub.now + 30 * 60_000,
      endsAt: hub.now + 60 * 60_000,
      attempt: 1,
      outcome: 'did-not-help',
      outcomeAt: hub.now + 700_000,
      proof: { draws: ['hw-1203-9'] },
    },
  });
  await hub.happen({ type: 'command-changed', command });
  const { body } = await (await hub.as('manager'))('GET', '/api/v1/devices/pump-r2/commands');
  expect(body.items).toEqual([
    expect.objectContaining({
      by: 'hub',
      state: 'answered',
      parameters: { seconds: 3600 },
      reply: { running: true },
      trace: {
        action: 'circulation',
        purpose: 'arrival',
        reason: 'the last draws in 1201 missed, and guests are expected at 2026-03-01T06:30Z',
        evidence: { draws: ['hw-1201-1'], stay: 's-1', standard: 'house-10s@1', temperature: null },
        neededAt: '2026-03-01T06:30:00.000Z',
        endsAt: '2026-03-01T07:00:00.000Z',
        attempt: 1,
        ends: null,
        outcome: 'did-not-help',
        outcomeAt: '2026-03-01T06:11:40.000Z',
        proof: { draws: ['hw-1203-9'], temperature: null },
      },
    }),
  ]);
});

test('what a person asked has no trace; a device that is not there is not found; a housekeeper may not look', async () => {
  await hub.happen({ type: 'command-changed', command: aCommand({ by: 'chen' }) });
  const engineer = await hub.as('engineer');
  const { body } = await engineer('GET', '/api/v1/devices/pump-r2/commands');
  expect(body.items[0]).toMatchObject({ by: 'chen', trace: null });
  expect((await engineer('GET', '/api/v1/devices/nobody/commands')).status).toBe(404);
  expect((await (await hub.as('housekeeping'))('GET', '/api/v1/devices/pump-r2/commands')).status).toBe(403);
});
