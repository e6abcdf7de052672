import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSystemdLink } from '../../gateway/systemd-link.ts';

describe('what systemd hears of the hub', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function listen(options: { watchdogMs?: number; deaf?: boolean } = {}) {
    const heard: string[] = [];
    const failures: unknown[] = [];
    const link = createSystemdLink({
      ...(options.watchdogMs !== undefined && { watchdogMs: options.watchdogMs }),
      notify: async (word) => {
        if (options.deaf) throw new Error('no such program');
        heard.push(word);
      },
      failed: (error) => failures.push(error),
    });
    return { link, heard, failures };
  }

  test('ready, alive three times within the watchdog’s patience, stopping, and then nothing', async () => {
    const { link, heard } = listen({ watchdogMs: 30_000 });
    await link.start();
    await vi.advanceTimersByTimeAsync(30_000);
    await link.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1']);
  });

  test('no heartbeat where the unit has no watchdog', async () => {
    const { link, heard } = listen();
    await link.start();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(heard).toEqual(['READY=1']);
    await link.stop();
  });

  test('a word that cannot be said ends nothing', async () => {
    const { link, failures } = listen({ watchdogMs: 3_000, deaf: true });
    await link.start();
    await vi.advanceTimersByTimeAsync(1_000);
    await link.stop();
    expect(failures).toHaveLength(3);
  });
});
