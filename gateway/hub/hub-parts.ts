// What the wirings of the composition root are given, all running already.
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { RunningLedger } from '../ledger.ts';
import type { Clock } from '../ports.ts';
import type { Store } from '../store/store.ts';

export interface HubParts {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly store: Store;
  readonly ledger: RunningLedger;
}
