// A data directory is of one property: a start as another one is refused, unless the file says that it is the same with a new id.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../../gateway/config/config-error.ts';
import { hubCommand } from '../../support/hub-command.ts';
import { startHub, type TestHub } from '../../support/start-hub.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hub-property-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

interface Noted {
  readonly action: string;
  readonly by: string;
  readonly subject: string;
  readonly data: object;
}

/** @returns which new ids are on record after a start with this hub.yaml. */
async function renamings(hubYaml: string): Promise<Noted[]> {
  const hub: TestHub = await startHub({ dataDir, hubYaml });
  try {
    return await hub.admin.list<Noted>('/audit?action=property-renamed');
  } finally {
    await hub.stop();
  }
}

const gardenCourt = 'property: { id: garden-court }';

test('a start as another property is refused, says how both are meant, and leaves the data to its own', async () => {
  expect(await renamings('')).toEqual([]);
  const refused = await renamings(gardenCourt).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConfigError);
  expect((refused as ConfigError).message).toBe(
    `HUB_PROPERTY or property.id: expected demo, whose data lies in ${dataDir}, found "garden-court"; another property needs a HUB_DATA_DIR of its own, and where this one is to have a new id, hub.yaml says so by property.formerly: demo`,
  );
  expect(await renamings('')).toEqual([]);
});

test('so is a command that opens the data of another property', async () => {
  await renamings(gardenCourt);
  const { code, err } = await hubCommand(dataDir, 'device list', { HUB_PROPERTY: 'harbour' });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('expected garden-court, whose data') });
});

test('a property takes a new id over with its data, once and on record', async () => {
  await renamings('');
  const renamed = 'property: { id: garden-court, formerly: demo }';
  const once = [{ action: 'property-renamed', by: 'hub', subject: 'garden-court', data: { before: 'demo' } }];
  expect(await renamings(renamed)).toMatchObject(once);
  const later = await renamings(renamed);
  expect(later).toMatchObject(once);
  expect(await renamings(gardenCourt)).toEqual(later);
  await expect(renamings('')).rejects.toThrow('expected garden-court');
});
