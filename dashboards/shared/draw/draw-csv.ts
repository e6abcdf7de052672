// The points of a draw as a file for a spreadsheet. Pure. Empty where nothing was measured; points and numbers as the API has them.
import type { DrawWithCurve } from '../../../gateway/api/contract/draw.ts';

/** RFC 4180. Instants are the device's own. */
export function drawCsv({ startedAt, curve }: Pick<DrawWithCurve, 'startedAt' | 'curve'>): string {
  const began = Date.parse(startedAt);
  const rows = curve.map(({ s, temperature, corrected, flow }) =>
    [new Date(began + s * 1000).toISOString(), s, temperature ?? '', corrected ?? '', flow ?? ''].join(','),
  );
  return ['at,seconds,temperature_c,corrected_c,flow_lpm', ...rows, ''].join('\r\n');
}
