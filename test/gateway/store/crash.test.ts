// What resolved is on disk: through a killed process, and through a disk that is full for a while.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../../gateway/store/store.ts';
import { aBatch, aSampleMessage } from './examples.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-crash-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const kills = 5;

async function messagesIn(store: Store): Promise<number> {
  let count = 0;
  let read = await store.samplesAfter(0, 1_000_000);
  for (; read !== undefined; read = await store.samplesAfter(read.seq, 1_000_000)) {
    count += (JSON.parse(read.messages) as unknown[]).length;
  }
  return count;
}

test('a killed process has lost nothing that it was told is committed, half of no batch, and its lock', async () => {
  let acknowledged = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const hub = spawn(process.execPath, [join(import.meta.dirname, 'commit-for-ever.ts'), directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(hub, 'exit');
    let commits = 0;
    for await (const line of createInterface(hub.stdout)) {
      acknowledged = Number(line);
      if (++commits === 7 * kill) hub.kill('SIGKILL');
    }
    await exited;

    const store = await openStore({ dataDir: directory });
    const { lastSeq } = await store.recover();
    expect(lastSeq).toBeGreaterThanOrEqual(acknowledged);
    expect(lastSeq % 20).toBe(0);
    expect(store.hasSeen(`event:${acknowledged}`)).toBe(true);
    expect(await messagesIn(store)).toBe(lastSeq);
    await store.close();
  }
});

const tmpfsSize = '4m';
const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

test.skipIf(!canMount)(
  'a full disk refuses batches and costs none; with room again, the same store goes on',
  async ({ skip }) => {
    const disk = join(directory, 'disk');
    await mkdir(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${tmpfsSize}`, 'tmpfs', disk]).status !== 0) {
      console.warn('SKIPPED: a full disk. This process may not mount a small one');
      skip();
    }
    try {
      const store = await openStore({ dataDir: join(disk, 'data') });
      await store.commit(aBatch({ samples: [aSampleMessage({ seq: 1 })] }));
      const ballast = join(disk, 'ballast');
      await writeFile(ballast, Buffer.alloc(16 * 1_048_576)).catch(() => undefined);

      let committed = 1;
      const commit = async (seq: number) => {
        await store.commit(aBatch({ samples: [aSampleMessage({ seq })], seen: [{ key: `event:${seq}`, at: 0 }] }));
        committed = seq;
      };
      const fillDisk = async () => {
        for (;;) await commit(committed + 1);
      };
      await expect(fillDisk()).rejects.toThrow(/disk|full|I\/O/i);
      await expect(store.ping()).rejects.toThrow(/disk|full|I\/O/i);
      expect(store.hasSeen(`event:${committed + 1}`)).toBe(false);

      await rm(ballast);
      await store.ping();
      await commit(committed + 1);
      expect((await store.recover()).lastSeq).toBe(committed);
      expect(await messagesIn(store)).toBe(committed);
      await store.close();
    } finally {
      spawnSync('umount', [disk]);
    }
  },
);
