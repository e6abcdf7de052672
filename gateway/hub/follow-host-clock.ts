// What the hub says and does when the host's clock is set under it.
import type { Logger } from 'pino';
import type { HostClock } from '../host-clock.ts';
import type { RunningLedger } from '../ledger.ts';

export function followHostClock(
  clock: HostClock,
  parts: { readonly ledger: RunningLedger; readonly log: Logger },
): void {
  const { ledger, log } = parts;
  clock.onChange((change) => {
    switch (change.type) {
      case 'held':
        log.error(
          change,
          "the host's clock was set: the hub goes on in its own time until devices vouch for the host's",
        );
        return;
      case 'even':
        log.warn("the host's clock goes with the hub's again");
        return;
      case 'set': {
        log.error(change, 'the hub has taken over the time of the host: for the house it is as after a restart');
        const { byMs } = change;
        ledger
          .clockSet()
          .then(() => ledger.submit({ type: 'note-action', noted: { action: 'clock-set', by: 'hub', data: { byMs } } }))
          .catch((error) => log.error({ error }, 'the house could not be read back'));
      }
    }
  });
}
