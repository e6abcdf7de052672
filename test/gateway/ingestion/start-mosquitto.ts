// A real mosquitto for one test, with what only an outsider can do there.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type MosquittoProcess, startMosquittoProcess } from '../../support/mosquitto-process.ts';

const run = promisify(execFile);

export interface Mosquitto extends MosquittoProcess {
  publish(topic: string, payload: string, ...options: string[]): Promise<void>;
}

export async function startMosquitto(): Promise<Mosquitto> {
  const mosquitto = await startMosquittoProcess([
    'persistence true',
    'persistence_location %d',
    'max_queued_messages 100000',
  ]);
  onTestFinished(mosquitto.remove);
  return {
    ...mosquitto,
    async publish(topic, payload, ...options) {
      await run('mosquitto_pub', ['-p', String(mosquitto.port), '-q', '1', '-t', topic, '-m', payload, ...options]);
    },
  };
}
