// Rows taken out of the house as a file that says what it is, and the question whether such a file is as the hub made it.
import { z } from 'zod';
import { exportFormats } from '../../domain/export/export-file.ts';
import { exportVerdicts } from '../../domain/export/judge-export.ts';
import { tallyKeys } from '../../ports.ts';
import { Instant, RangeQuery } from './instant.ts';
import { StandardId } from './standard.ts';

export const exportKinds = ['draws', 'touchpoints', 'compliance'] as const;
export type ExportKind = (typeof exportKinds)[number];

export const ExportParams = z.object({ kind: z.enum(exportKinds) });

export const ExportQuery = RangeQuery.extend({
  format: z.enum(exportFormats).default('csv'),
  /** Of compliance and touchpoints: any version of it. */
  standard: StandardId.optional(),
  /** Of compliance: what its rows are. */
  by: z.enum(tallyKeys).default('day'),
  outcome: z.string().max(63).optional(),
  space: z.string().max(63).optional(),
  /** Empty: where none is set. */
  floor: z.string().max(63).optional(),
  riser: z.string().max(63).optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** The file itself, in JSON: one row a line, so that its lines hash to `sha256`. */
export const ExportAsJson = z
  .object({
    export: z.object({
      format: z.string(),
      property: z.string(),
      kind: z.enum(exportKinds),
      filter: z.string(),
      timeZone: z.string(),
      standards: z.array(z.string()),
      madeAt: Instant,
      rows: z.int(),
      sha256: z.string(),
    }),
    items: z.array(z.looseObject({}).meta({ description: 'A Draw, a Touchpoint or a ComplianceRow' })),
  })
  .meta({ id: 'Export' });
export type ExportAsJson = z.infer<typeof ExportAsJson>;

export const mostCheckedBytes = 32 * 1024 * 1024;

export const ExportCheckCall = z.strictObject({ text: z.string().max(mostCheckedBytes) });

export const ExportCheck = z
  .object({
    verdict: z.enum(exportVerdicts),
    sha256: z.string().nullable(),
    /** When this hub gave it out; null where it did not. */
    madeAt: Instant.nullable(),
    /** To whom: `user:chen`. */
    by: z.string().nullable(),
  })
  .meta({ id: 'ExportCheck' });
export type ExportCheck = z.infer<typeof ExportCheck>;
