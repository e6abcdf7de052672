// What a load is put on: a broker with whatever judges and stores behind it, and the database where its work must be found.
import type { LoadDevice } from '../load/order.ts';

export interface Subject {
  readonly mqtt: string;
  readonly property: string;
  /** Its processes, by name. */
  readonly pids: Readonly<Record<string, number>>;
  /** Who may subscribe to `hub/{property}/staff/engineer/task`. */
  readonly staff: { readonly username: string; readonly password: string };
  /** Hot-water sensors, one a room. */
  addDevices(ids: readonly string[]): Promise<readonly LoadDevice[]>;
  /** Points of telemetry in the database, by device; of these devices alone where they are named. */
  stored(devices?: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Ends all of it and removes what it wrote. */
  stop(): Promise<void>;
}

export type StartSubject = () => Promise<Subject>;

export function deviceNames(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
}
