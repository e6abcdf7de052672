// Whether a file is what this hub gave out: its rows beside what the file says of them, and both beside the audit log. Pure.
import type { NotedAction } from '../noted-action.ts';
import type { CheckedExport } from './export-file.ts';

/**
 * `as-made`: as it was given out. `relabelled`: its rows are, what the file says of itself is not. `changed`: its rows are not what the
 * file says of them. `unknown`: they are, and this hub never gave that out. `no-export`: no such file.
 */
export const exportVerdicts = ['as-made', 'relabelled', 'changed', 'unknown', 'no-export'] as const;
export type ExportVerdict = (typeof exportVerdicts)[number];

type Noted = NotedAction & { readonly at: number };

export interface JudgedExport {
  readonly verdict: ExportVerdict;
  /** What the file says that its rows hash to. */
  readonly sha256: string | null;
  readonly noted?: Noted;
}

/**
 * @param checked undefined: no export of a hub
 * @param noted what is on record of an export whose rows hash to what the file says
 */
export function judgeExport(checked: CheckedExport | undefined, noted: Noted | undefined): JudgedExport {
  if (checked === undefined) return { verdict: 'no-export', sha256: null };
  const { said: sha256, isUnchanged, kind, filter } = checked;
  if (!isUnchanged) return { verdict: 'changed', sha256, ...(noted && { noted }) };
  if (noted === undefined) return { verdict: 'unknown', sha256 };
  const isLabelled = noted.subject === kind && noted.data?.['filter'] === filter;
  return { verdict: isLabelled ? 'as-made' : 'relabelled', sha256, noted };
}
