// What staff gave a guest to make good: one line of the ledger of recoveries. Never changed, never who the guest is.
import type { RecoveryKind } from '../dispatch/dispatch-rules.ts';
import type { SpaceId } from '../property.ts';

export interface RecoveryGrant {
  /** The caller's. */
  readonly id: string;
  readonly at: number;
  /** User name. */
  readonly by: string;
  readonly kind: RecoveryKind;
  readonly space: SpaceId;
  readonly floor?: string;
  /** The hub's key of the stay; unset where no stay is known for the room. */
  readonly stay?: string;
  /** In the property's currency; 0 where it is worth no money. */
  readonly amount: number;
  /** Late check-out: until when the room is theirs, Unix ms. */
  readonly until?: number;
  /** Unset: erased with its stay. */
  readonly reason?: string;
}
