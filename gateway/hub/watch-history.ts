// A history that is somebody else's database may be dropped there, or come back from an old copy: what it lost is told again, and it
// is on record that it was.
import type { History, HistoryEntry } from '../ports.ts';
import { createReceiverWatch, type ReceiverLoss, type ReceiverWatch } from '../receiver-watch.ts';
import { steadyClock } from '../system-clock.ts';
import type { HubParts } from './hub-parts.ts';

export interface Watched {
  /** Of the projection. */
  readonly name: string;
  readonly of: keyof HistoryEntry;
  /** The first item after `seq`, where there is one. */
  readonly next: (seq: number) => Promise<readonly { readonly seq: number }[]>;
}

/** For the options of a projector: a history of the hub's own needs no watch. */
export function createHistoryWatch({ store, ledger, log }: HubParts) {
  const watches: ReceiverWatch[] = [];

  return (
    history: Pick<History, 'name' | 'marks'>,
    { name, of, next }: Watched,
  ): { readonly watch?: ReceiverWatch } => {
    const marks = history.marks?.[of];
    if (marks === undefined) return {};
    const firstAfter = async (seq: number) => (await next(seq))[0]?.seq;
    const lost = (loss: ReceiverLoss) => {
      log.error({ projection: name, ...loss }, `${history.name} has lost what it was told: it is told again`);
      const noted = { action: 'history-told-again', by: 'hub', subject: name, data: { ...loss } } as const;
      ledger.submit({ type: 'note-action', noted }).catch((error) => log.error({ error }, 'not recorded'));
      // A database is seldom lost in part.
      for (const one of watches) one.mistrust();
    };
    const watch = createReceiverWatch({ name, marks, feed: store, clock: steadyClock, firstAfter, lost, log });
    watches.push(watch);
    return { watch };
  };
}
