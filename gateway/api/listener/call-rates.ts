// How often one address, and one session or token, may call. Far above what pages and hotel systems do: it is there for a
// caller in a loop, whom it keeps from costing the others their answers.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpLimits } from '../../config/http-limits.ts';
import type { Caller } from '../authentication/caller.ts';
import { ProblemError, problem } from '../problem.ts';
import { addressKey } from './caller-address.ts';
import type { HttpCounters, RefusedFor } from './http-counters.ts';

/** Who went too far waits at most so long. */
const windowMs = 10_000;
/** Addresses and callers beyond this are forgotten, the longest silent first. */
const mostKept = 20_000;

export interface CallRates {
  /** @throws ProblemError 429. */
  countOfCaller(request: FastifyRequest, caller: Caller): Promise<void>;
}

/** Counts every call by its address from here on. */
export async function limitCallRates(
  app: FastifyInstance,
  limits: HttpLimits,
  counters: Pick<HttpCounters, 'refuse'>,
): Promise<CallRates> {
  await app.register(rateLimit, { global: false, cache: mostKept });
  const keys = new WeakMap<FastifyRequest, string>();
  const limiter = (perMinute: number) =>
    app.createRateLimit({
      max: Math.ceil((perMinute * windowMs) / 60_000),
      timeWindow: windowMs,
      keyGenerator: (request) => keys.get(request) ?? '',
    });
  const ofAddress = limiter(limits.callsPerMinutePerAddress);
  const ofCaller = limiter(limits.callsPerMinute);

  async function count(limit: typeof ofCaller, request: FastifyRequest, key: string, reason: RefusedFor) {
    keys.set(request, key);
    const rate = await limit(request);
    if (rate.isAllowed || !rate.isExceeded) return;
    counters.refuse(reason);
    throw new ProblemError(problem(429, 'Too many calls. Wait, then go on.'), rate.ttl);
  }

  app.addHook('onRequest', (request) => count(ofAddress, request, addressKey(request.ip), 'calls-per-address'));
  return {
    countOfCaller: (request, { session, source }) =>
      count(ofCaller, request, session === undefined ? source : session.hash, 'calls'),
  };
}
