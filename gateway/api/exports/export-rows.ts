// The rows of an export, as the lists of the API have them, with the standards that judged them.

import { drawOutcomes } from '../../domain/draw.ts';
import { labelOf } from '../../domain/standards/service-standard.ts';
import { touchpointOutcomes } from '../../domain/touchpoint.ts';
import type { Page, PageRequest } from '../../ports.ts';
import type { ApiPorts } from '../api-ports.ts';
import { complianceOf } from '../compliance-answer.ts';
import { ComplianceRow } from '../contract/compliance.ts';
import { Draw } from '../contract/draw.ts';
import type { ExportKind, ExportQuery } from '../contract/export.ts';
import { Touchpoint } from '../contract/touchpoint.ts';
import { currentServiceStandards, currentStandards } from '../current-standards.ts';
import { everyPage } from '../every-page.ts';
import { given } from '../given.ts';
import { refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { wireDraw } from '../wire/draw.ts';
import { wireTouchpoint } from '../wire/records.ts';

/** Made in memory, since the head of the file hashes them; `hub export` has no such bound. */
const mostRows = 20_000;
const defaultSpanMs = 30 * 86_400_000;

export interface ExportRows {
  readonly columns: readonly string[];
  readonly rows: readonly object[];
  readonly standards: readonly string[];
}

/** @throws ProblemError where a filter is none of the kind's, or the rows are too many. */
export async function exportRows(ports: ApiPorts, kind: ExportKind, query: ExportQuery): Promise<ExportRows> {
  const range = closedRange(query, ports.clock.now(), defaultSpanMs);
  const { standard, space, floor, riser } = query;
  const places = given({ space, floor, riser });
  switch (kind) {
    case 'draws': {
      const outcome = oneOf('outcome', query.outcome, drawOutcomes);
      refuseGiven({ standard }, 'nothing of draws: each is exported with all its verdicts');
      const draws = await gather((page) =>
        ports.records.draws({ ...range, ...places, ...given({ outcome }), ...page }),
      );
      return judged(Object.keys(Draw.shape), draws.map(wireDraw));
    }
    case 'touchpoints': {
      const outcome = oneOf('outcome', query.outcome, touchpointOutcomes);
      const cells = await gather((page) =>
        ports.records.touchpoints({ ...range, ...places, ...given({ outcome, standard }), ...page }),
      );
      return judged(Object.keys(Touchpoint.shape), cells.map(wireTouchpoint));
    }
    case 'compliance': {
      refuseGiven({ outcome: query.outcome, space, floor, riser }, 'nothing of compliance: its rows are places');
      const rows = await complianceOf(ports, { ...range, by: query.by, standard });
      return { columns: Object.keys(ComplianceRow.shape), rows, standards: await inForce(ports, standard) };
    }
  }
}

async function gather<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const items of everyPage(list)) {
    all.push(...items);
    if (all.length > mostRows) {
      throw refuseField('from', `expected at most ${mostRows} rows: take fewer days, or the command line, hub export`);
    }
  }
  return all;
}

function judged(columns: readonly string[], rows: readonly { readonly standard: string | null }[]): ExportRows {
  return { columns, rows, standards: [...new Set(rows.flatMap(({ standard }) => standard ?? []))].sort() };
}

/** Tallies are of all versions of a standard: the one that is in force names it. */
async function inForce(ports: ApiPorts, standard: string | undefined): Promise<readonly string[]> {
  const all = [...(await currentStandards(ports)).values(), ...(await currentServiceStandards(ports)).values()];
  return all
    .filter(({ id }) => standard === undefined || id === standard)
    .map(labelOf)
    .sort();
}

function oneOf<const Value extends string>(field: string, given: string | undefined, values: readonly Value[]) {
  const found = values.find((value) => value === given);
  if (given !== undefined && found === undefined) throw refuseField(field, `expected one of ${values.join(', ')}`);
  return found;
}

function refuseGiven(filters: Readonly<Record<string, string | undefined>>, expected: string): void {
  const [field] = Object.entries(filters).find(([, value]) => value !== undefined) ?? [];
  if (field !== undefined) throw refuseField(field, `expected ${expected}`);
}
