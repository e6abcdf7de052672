// A checksum beside each row that a start reads and no record of the evidence is compared with: one bit that the disk turned over may
// leave a row readable, and make it say something else.
import { crc32 } from 'node:zlib';
import type { SqlValue } from '../ports.ts';
import type { Tables } from './tables.ts';

/** The columns that are checked, in the order in which they are summed up. */
export const checkedColumns = {
  space: ['id', 'body'],
  device: ['id', 'revoked', 'body'],
  standard: ['id', 'version', 'body'],
  dispatch_plan: ['version', 'source', 'body'],
  incident: ['id', 'opened_at', 'closed_at', 'body'],
  command: ['id', 'state', 'body'],
  push: ['id', 'at', 'decision', 'person', 'role', 'body'],
  stay: ['key', 'reference', 'at', 'state', 'body'],
  device_snapshot: ['device', 'seq', 'state'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/** Undefined where a table's rows have no checksum. */
export function checkedColumnsOf(table: keyof Tables): readonly string[] | undefined {
  return Object.hasOwn(checkedColumns, table) ? checkedColumns[table as keyof typeof checkedColumns] : undefined;
}

/** Finds each single bit, and each run of up to 32 (CRC-32). The same in SQL, as `row_crc`. */
export function rowCrc(...values: readonly SqlValue[]): number {
  return crc32(JSON.stringify(values));
}
