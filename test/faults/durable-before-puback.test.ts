// The order of system calls, as Linux saw it: no PUBACK leaves the hub before the disk has confirmed the message that it is for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { welcomed } from '../broker/raw-client.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { byLength, report } from '../support/fault-report.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { publishPacket } from '../support/mqtt-packets.ts';
import { mayTrace, type SystemCall, traceWrites } from './system-calls.ts';

const messages = byLength(100, 1_000);
/** So many are under way together: they share commits. */
const atOnce = 10;
const pubackBytes = 4;

describeWith(['strace'], 'a message that is acknowledged', () => {
  it('was confirmed by the disk before', async ({ skip }) => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-strace-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const hub = await startHubProcess({ HUB_LOG_LEVEL: 'silent' });
    onTestFinished(() => hub.remove());
    if (!mayTrace(hub.pid())) {
      console.warn('SKIPPED: the order of PUBACK and fdatasync. This process may not trace another');
      return skip();
    }
    const { username, password } = await hub.admin.addDevice({
      id: 'water-lobby',
      kind: 'water-dispenser',
      space: 'lobby',
    });
    const client = await welcomed(Number(new URL(hub.mqtt).port), username, { password });

    const stop = await traceWrites(hub.pid(), join(folder, 'trace'));
    const at = Date.now();
    for (let first = 1; first <= messages; first += atOnce) {
      const last = Math.min(first + atOnce - 1, messages);
      for (let id = first; id <= last; id += 1) {
        const cup = { id: cupOf(id), at, type: 'dispensed', product: 'cold-water' };
        client.send(publishPacket('hub/demo/water-lobby/event', JSON.stringify(cup), 1, id));
      }
      await eventually(
        async () => client.bytes().length,
        (length) => length >= pubackBytes * (last + 1),
        60_000,
      );
    }
    const calls = await stop();

    const acknowledgedAt = pubacks(calls);
    expect(acknowledgedAt.size).toBe(messages);
    const syncs = calls.filter((call) => call.type === 'synced' && call.file.endsWith('hub.db-wal'));
    const logWrites = calls.filter((call) => call.type === 'write' && call.to.endsWith('hub.db-wal'));
    const early: string[] = [];
    for (const [id, pubackAt] of acknowledgedAt) {
      const writtenAt = logWrites.find((call) => call.type === 'write' && call.bytes.includes(cupOf(id)))?.at;
      const isCovered = syncs.some(
        (sync) => sync.type === 'synced' && writtenAt !== undefined && writtenAt < sync.from && sync.at < pubackAt,
      );
      if (!isCovered) early.push(`${cupOf(id)}: written at ${writtenAt}, acknowledged at ${pubackAt}`);
    }
    expect(early).toEqual([]);
    report('PUBACK after fdatasync, by strace', { messages, syncs: syncs.length, early: early.length });
  });
});

const cupOf = (id: number) => `cup-${String(id).padStart(5, '0')}-`;

/** By message id, where in the trace its PUBACK was written to a socket. */
function pubacks(calls: readonly SystemCall[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const call of calls) {
    if (call.type !== 'write' || !/^(socket|TCP)/.test(call.to)) continue;
    for (let start = 0; start + pubackBytes <= call.bytes.length; start += pubackBytes) {
      if (call.bytes.readUInt16BE(start) !== 0x4002) break;
      found.set(call.bytes.readUInt16BE(start + 2), call.at);
    }
  }
  return found;
}
