// A refusal on its way out: thrown anywhere in a route, answered as an RFC 9457 problem.
import { STATUS_CODES } from 'node:http';
import type { Refusal } from '../domain/inputs.ts';
import type { Problem } from './contract/problem.ts';
import type { Task } from './contract/task.ts';

export class ProblemError extends Error {
  readonly problem: Problem;
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, retryAfterMs?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...more };
}

export function refuse(status: number, detail: string, more?: Partial<Problem>): ProblemError {
  return new ProblemError(problem(status, detail, more));
}

/** 400 that names one field of the body, the query or the path. */
export function refuseField(field: string, detail: string): ProblemError {
  return refuseFields([{ field, detail }]);
}

/** 400 that names every field that is wrong. */
export function refuseFields(errors: readonly { readonly field: string; readonly detail: string }[]): ProblemError {
  const detail = errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
  return refuse(400, detail, { type: 'invalid', errors: [...errors] });
}

/** 409: another has the name already. */
export function refuseTaken(field: string, holder: string): ProblemError {
  const detail = `${holder} is there already`;
  return refuse(409, `${field}: ${detail}`, { type: 'taken', errors: [{ field, detail }] });
}

const statusOf: Readonly<Record<Refusal['code'], number>> = {
  'unknown-device': 404,
  'unknown-space': 404,
  'unknown-stay': 404,
  'unknown-task': 404,
  'unknown-command': 404,
  'stale-version': 409,
  'not-in-this-state': 409,
  'beyond-limit': 409,
  'not-your-task': 403,
  'hub-failed': 500,
  invalid: 400,
};

/** What the domain refused, in HTTP's words. `task` is the task as it is. */
export function refusalProblem({ code, detail, field }: Refusal, task?: Task): ProblemError {
  return refuse(statusOf[code], detail, {
    type: code,
    ...(field !== undefined && { errors: [{ field, detail }] }),
    ...(task !== undefined && { task }),
  });
}
