// The rows of one question about compliance, of draws and of service alike: the page, and an export of it, get the same.
import { shown } from '../domain/shown-value.ts';
import type { TallyKey } from '../ports.ts';
import { fromHistory } from './answer.ts';
import type { ApiPorts } from './api-ports.ts';
import { complianceRows } from './compliance-rows.ts';
import type { ComplianceRow } from './contract/compliance.ts';
import { currentServiceStandards, currentStandards } from './current-standards.ts';
import { given } from './given.ts';
import { refuseField } from './problem.ts';
import { serviceRows } from './service-compliance.ts';

const dayMs = 86_400_000;
const mostDays = 400;

export interface ComplianceQuestion {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  readonly by: TallyKey;
  readonly standard?: string | undefined;
}

/** @throws ProblemError where there is no such standard, or the days are too many. */
export async function complianceOf(
  ports: ApiPorts,
  { from, to, by, standard }: ComplianceQuestion,
): Promise<readonly ComplianceRow[]> {
  if (by === 'day' && to - from > mostDays * dayMs) throw refuseField('from', `expected at most ${mostDays} days`);
  const query = { from, to, by, timeZone: ports.property.timeZone, ...given({ standard }) };
  const isOfService = standard !== undefined && (await currentServiceStandards(ports)).has(standard);
  if (standard !== undefined && !isOfService && !(await currentStandards(ports)).has(standard)) {
    throw refuseField('standard', `expected the id of a standard, found ${shown(standard)}`);
  }
  const ofDraws = isOfService ? [] : await fromHistory(complianceRows(ports, query));
  // By standard, all promises stand side by side; other keys are about one promise, or about draws.
  const ofService = isOfService || (by === 'standard' && standard === undefined);
  return [...ofDraws, ...(ofService ? await serviceRows(ports, query) : [])];
}
