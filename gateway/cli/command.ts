// What a command is: its words, its options, and what it does with a hub.
import type { Config } from '../config.ts';
import type { HubLink } from './hub-link.ts';
import type { Result } from './result.ts';

export interface Given {
  /** `device add` */
  readonly command: string;
  /** What stands after the command's own words. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
  /** Opened at the first use; closed when the command has ended. */
  hub(): Promise<HubLink>;
  /** All of standard input, without the last line break. */
  readInput(): Promise<string>;
}

export interface Command {
  /** `device add` */
  readonly words: string;
  /** `<id> --kind <kind>` */
  readonly usage: string;
  readonly does: string;
  readonly options?: readonly string[];
  /** It only reads: refused where HUB_DATA_DIR has no hub, which others make. */
  readonly reads?: true;
  /** It works where the settings ask for TLS and there is no certificate yet. */
  readonly makesCertificate?: true;
  run(given: Given): Promise<Result>;
}
