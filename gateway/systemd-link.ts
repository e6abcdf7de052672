// The hub's word to systemd: ready, alive, stopping. A hub whose event loop stands still falls silent, and the watchdog of
// the unit starts it again. Node has no datagram sockets of the Unix kind, so systemd's own small program says the words.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface SystemdLink {
  /** Serving: tells the unit so and begins to say that it is alive. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemdLinkOptions {
  /** Silence after which systemd starts the hub again, ms. Unset: the unit has no watchdog. */
  readonly watchdogMs?: number;
  /** Says one word of sd_notify(3): `READY=1`. */
  readonly notify?: (word: string) => Promise<void>;
  /** A word that could not be said; the watchdog draws its own conclusion. */
  readonly failed: (error: unknown) => void;
}

export function createSystemdLink({ watchdogMs, notify = systemdNotify, failed }: SystemdLinkOptions): SystemdLink {
  let heartbeat: NodeJS.Timeout | undefined;
  const say = (word: string) => notify(word).catch(failed);

  return {
    async start() {
      await say('READY=1');
      // Three words within the time, so that one slow start of the program is no alarm.
      if (watchdogMs !== undefined) heartbeat = setInterval(() => void say('WATCHDOG=1'), watchdogMs / 3);
    },
    async stop() {
      clearInterval(heartbeat);
      await say('STOPPING=1');
    },
  };
}

const run = promisify(execFile);
/** The program waits until systemd has taken the word. */
const patienceMs = 5_000;

async function systemdNotify(word: string): Promise<void> {
  await run('systemd-notify', [word], { timeout: patienceMs });
}
