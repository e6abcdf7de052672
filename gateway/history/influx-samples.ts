// Telemetry to InfluxDB, composed and sent by a thread of its own: the most of what a hub writes, and nothing that the thread of the
// broker should wait for. The thread starts with the first samples; one that dies is started again for the next.
import type { DeadLetter, DeadLetters, PackedSamples } from '../ports.ts';
import { startWorker, type WorkerLink } from '../worker-link.ts';
import type { InfluxOptions } from './influx-connection.ts';
import type { DeviceTags, TaggedSamples } from './telemetry-lines.ts';

export interface InfluxSamplesOptions extends InfluxOptions {
  readonly property: string;
  /** Undefined where the device is not known any more. */
  readonly deviceTags: (device: string) => DeviceTags | undefined;
  readonly deadLetters: Pick<DeadLetters, 'setAside'>;
}

export interface InfluxSamples {
  write(samples: PackedSamples): Promise<void>;
  close(): Promise<void>;
}

export function createInfluxSamples(options: InfluxSamplesOptions): InfluxSamples {
  const { deviceTags, deadLetters, ...others } = options;
  const { url, database, username, password, property } = others;
  let thread: Promise<WorkerLink<TaggedSamples, readonly DeadLetter[]>> | undefined;

  function running() {
    const file = new URL('./influx-samples-thread.ts', import.meta.url);
    const data = { url, database, username, password, property };
    thread ??= startWorker<TaggedSamples, readonly DeadLetter[]>(file, data, () => {
      thread = undefined;
    });
    return thread;
  }

  function tagsOf(devices: readonly string[]): Record<string, DeviceTags> {
    const known = devices.map((device) => [device, deviceTags(device)] as const);
    return Object.fromEntries(known.filter((entry): entry is [string, DeviceTags] => entry[1] !== undefined));
  }

  return {
    async write({ devices, messages }) {
      const link = await running();
      for (const letter of await link.request({ messages, tags: tagsOf(devices) })) await deadLetters.setAside(letter);
    },
    async close() {
      const link = await thread?.catch(() => undefined);
      await link?.close();
    },
  };
}
