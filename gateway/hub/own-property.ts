// A data directory is of one property: topics, backups and proofs bear its id. Another one never gets onto its record unasked.
import type { PropertyId } from '../../devices/identifiers.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Config } from '../config.ts';
import { shown } from '../domain/shown-value.ts';
import type { RunningLedger } from '../ledger.ts';
import type { Store } from '../store/store.ts';

/**
 * Whose data lies there; undefined before the first start.
 * @throws ConfigError where that is another property, and not said to be an older id of this one; then the store is closed.
 */
export async function ownPropertyBefore(
  { property: { id }, formerly, dataDir }: Config,
  store: Store,
): Promise<PropertyId | undefined> {
  const before = await store.property();
  if (before === undefined || before === id || before === formerly) return before;
  await store.close();
  throw new ConfigError([
    `HUB_PROPERTY or property.id: expected ${before}, whose data lies in ${dataDir}, found ${shown(id)}; another property needs a HUB_DATA_DIR of its own, and where this one is to have a new id, hub.yaml says so by property.formerly: ${before}`,
  ]);
}

/** The first start keeps the id; a new one goes on record before it takes the old one's place. */
export async function keepOwnProperty(
  { property: { id } }: Config,
  parts: { readonly store: Store; readonly ledger: RunningLedger; readonly before: PropertyId | undefined },
): Promise<void> {
  const { store, ledger, before } = parts;
  if (before === id) return;
  if (before !== undefined) {
    const noted = { action: 'property-renamed', by: 'hub', subject: id, data: { before } } as const;
    await ledger.submit({ type: 'note-action', noted });
  }
  await store.keepProperty(id);
}
