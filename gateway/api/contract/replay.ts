// What would have been under another standard, beside what is on record; the record stays as it is.
import { z } from 'zod';
import { touchpointOutcomes } from '../../domain/touchpoint.ts';
import { ComplianceRow } from './compliance.ts';
import { DrawVerdict } from './draw.ts';
import { GivenInstant, Instant } from './instant.ts';
import { ServiceStandard, Standard, StandardId } from './standard.ts';

export const ReplayCall = z.strictObject({
  /** The id of a standard, or the terms of one that does not exist. */
  standard: z.union([StandardId, z.looseObject({})]).meta({
    description:
      'An id; or the numbers of a standard on draws, where the rest is as in the one whose id is given, else as in house-10s; or the terms of a promise of service: its kind, or the id of the one that it changes',
  }),
  from: GivenInstant.optional(),
  to: GivenInstant.optional(),
});
export type ReplayCall = z.infer<typeof ReplayCall>;

const ReplayFigures = ComplianceRow.omit({ key: true, of: true });
export type ReplayFigures = z.infer<typeof ReplayFigures>;

const ReplayRow = z.object({ key: z.string(), before: ReplayFigures, after: ReplayFigures });
export type ReplayRow = z.infer<typeof ReplayRow>;

const common = {
  from: Instant,
  to: Instant,
  /** As recorded: by the standard that is changed, where it judged; else by each outlet's primary one. */
  before: ReplayFigures,
  after: ReplayFigures,
  byDay: z.array(ReplayRow),
  byRiser: z.array(ReplayRow),
  byFloor: z.array(ReplayRow),
  /** By the version that gave the recorded verdict; empty: there was none. */
  byStandard: z.array(ReplayRow),
};

export const DrawReplay = z
  .object({
    of: z.literal('draws'),
    standard: Standard,
    ...common,
    /** Draws with a curve, at sensors of the standard's measuring point. */
    draws: z.int(),
    /** Draws whose outcome is another, the first 1,000. */
    changes: z.array(
      z.object({
        draw: z.string(),
        space: z.string(),
        startedAt: Instant,
        before: DrawVerdict,
        after: DrawVerdict,
      }),
    ),
  })
  .meta({ id: 'DrawReplay' });
export type DrawReplay = z.infer<typeof DrawReplay>;

const CellVerdict = z.object({
  outcome: z.enum(touchpointOutcomes),
  seconds: z.number().nullable(),
  value: z.number().nullable(),
  standard: z.string(),
});
export type CellVerdict = z.infer<typeof CellVerdict>;

export const ServiceReplay = z
  .object({
    of: z.literal('service'),
    standard: ServiceStandard,
    ...common,
    /** Promises that were judged, or would have been. */
    cells: z.int(),
    /** Those of which the record no longer holds what they were judged by: the same terms leave them, others make them no evidence. */
    beyondRecord: z.int(),
    /** Cells whose outcome is another, the first 1,000; null: nothing was, or would be promised. */
    changes: z.array(
      z.object({
        cell: z.string(),
        space: z.string().nullable(),
        at: Instant,
        before: CellVerdict.nullable(),
        after: CellVerdict.nullable(),
      }),
    ),
  })
  .meta({ id: 'ServiceReplay' });
export type ServiceReplay = z.infer<typeof ServiceReplay>;

export const Replay = z.discriminatedUnion('of', [DrawReplay, ServiceReplay]);
export type Replay = z.infer<typeof Replay>;
