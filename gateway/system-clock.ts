// Clocks of this machine that need no memory: the host's, and one that only ever goes on.
import type { Clock } from './ports.ts';
import { createSchedule } from './schedule.ts';

export const systemClock: Clock = { now: () => Date.now(), schedule: createSchedule(() => Date.now()) };

const steadyNow = () => performance.timeOrigin + performance.now();

/** For waits that have a length and no instant, as between two attempts: whoever sets the host's clock neither stretches nor cuts them. */
export const steadyClock: Clock = { now: steadyNow, schedule: createSchedule(steadyNow) };
