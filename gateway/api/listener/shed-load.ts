// What calls are given up while the event loop stays late: reads, new streams and sign-ins are told to come again. What somebody did is
// taken as long as it can be: a tap on a phone and a stay's event come once.
import type { FastifyInstance } from 'fastify';
import { ProblemError, problem } from '../problem.ts';
import type { HttpCounters } from './http-counters.ts';

/** A loop that is late for seconds is not on time again in one. */
const comeAgainMs = 5_000;

/** Of every route that is registered on `app` from here on; `prefix` is what its paths begin with. */
export function shedLoad(
  app: FastifyInstance,
  prefix: string,
  isOverloaded: () => boolean,
  counters: Pick<HttpCounters, 'refuse'>,
): void {
  app.addHook('onRequest', async ({ method, routeOptions }) => {
    const mayWait = method === 'GET' || (method === 'POST' && routeOptions.url === `${prefix}/session`);
    if (!mayWait || !isOverloaded()) return;
    counters.refuse('overload');
    throw new ProblemError(problem(503, 'The hub has more to do than it can: call again.'), comeAgainMs);
  });
}
