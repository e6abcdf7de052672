// Loaded before a process's own modules (`node --import`): each SIGUSR2 begins a profile of its main thread, the next one ends it and
// writes it to BENCH_PROFILE.
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { isMainThread } from 'node:worker_threads';

const intervalUs = 500;

if (isMainThread) {
  const { BENCH_PROFILE: path = '' } = process.env;
  const session = new Session();
  session.connect();
  let isRunning = false;
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: intervalUs });
  process.on('SIGUSR2', async () => {
    isRunning = !isRunning;
    if (isRunning) {
      await session.post('Profiler.start');
      return;
    }
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(`${path}.new`, JSON.stringify(profile));
    renameSync(`${path}.new`, path);
  });
}
