// The generator as a benchmark speaks to it.
import { join } from 'node:path';
import { startTold } from '../told-process.ts';
import type { Fleet, LoadAnswer, LoadResult, Run } from './order.ts';

export interface Load {
  readonly pid: number;
  /** Of a message on the wire, and of its payload. */
  readonly messageBytes: number;
  readonly payloadBytes: number;
  /** `measuring` and `measured` are called as the measured time begins and ends. @throws where the run failed. */
  run(run: Run, phases?: { measuring?(): void; measured?(): void }): Promise<LoadResult>;
  end(): Promise<void>;
}

/** Resolves when all devices are connected. @throws where they cannot be; the reason is on standard error. */
export async function startLoad(fleet: Fleet): Promise<Load> {
  const generator = startTold(join(import.meta.dirname, 'generator-process.ts'));
  generator.tell(fleet);
  const connected = await generator.answer<LoadAnswer>();
  if (connected.said !== 'connected') throw new Error(`the load generator said ${connected.said}, not connected`);
  return {
    pid: generator.pid,
    messageBytes: connected.messageBytes,
    payloadBytes: connected.payloadBytes,
    async run(run, { measuring, measured } = {}) {
      generator.tell(run);
      for (;;) {
        const said = await generator.answer<LoadAnswer>();
        if (said.said === 'measuring') measuring?.();
        else if (said.said === 'measured') measured?.();
        else if (said.said === 'result') return said;
      }
    },
    end: generator.end,
  };
}
