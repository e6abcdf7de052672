// The rows of one question about compliance, of draws and of service alike: the page, and an export of it, get the same.
import type { TallyKey } from '../ports.ts';
import { fromHistory } from './answer.ts';
import type { ApiPorts } from './api-ports.ts';
import { complianceRows } from './compliance-rows.ts';
import type { ComplianceRow } from './contract/compliance.ts';
import { kindOfStandard } from './current-standards.ts';
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
  const kind = await kindOfStandard(ports, standard);
  const ofDraws = kind === 'service' ? [] : await fromHistory(complianceRows(ports, query));
  // By standard, all promises stand side by side; other keys are about one promise, or about draws.
  const ofService = kind === 'service' || (by === 'standard' && kind === undefined);
  return [...ofDraws, ...(ofService ? await serviceRows(ports, query) : [])];
}
