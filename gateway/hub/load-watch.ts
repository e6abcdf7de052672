// How late the event loop is, for the pages and the API: the embedded broker looks for itself, and with an external one nobody else does.
import { createOverload, watchEventLoop } from '../../broker/overload.ts';
import type { HubParts } from './hub-parts.ts';

export interface LoadWatch {
  start(): void;
  stop(): void;
  /** It stays late: what can come again is told to. */
  isOverloaded(): boolean;
}

export function createLoadWatch({ config, log }: Pick<HubParts, 'config' | 'log'>): LoadWatch {
  const overload = createOverload(config.mqtt.limits, (load, lagMs) => {
    if (load !== 'shedding') log.warn({ load, lagMs: Math.round(lagMs) }, means[load]);
  });
  let stop = () => {};
  return {
    start() {
      stop = watchEventLoop(overload);
    },
    stop: () => stop(),
    isOverloaded: () => overload.load === 'closed',
  };
}

const means = {
  calm: 'the event loop is on time again: every call is answered',
  closed: 'the event loop stays late: reads and sign-ins over HTTP are told to come again, what people do is taken',
} as const;
