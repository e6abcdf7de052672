// Passwords of new devices as CSV. The hub made every cell, of letters, digits, dashes and underscores: nothing needs quotes,
// and an apostrophe against formulas would only make a password wrong.
import type { MadeDevice } from '../api/contract/device.ts';

const columns = ['id', 'username', 'password'] as const;

export function passwordSheet(devices: readonly MadeDevice[]): string {
  return [columns, ...devices.map((device) => columns.map((column) => device[column]))]
    .map((cells) => cells.join(','))
    .join('\n');
}
