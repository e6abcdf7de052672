// What a way can keep up that acknowledges before it has worked: offered more from step to step until what reaches the database falls
// behind, and then measured at what reached it.
import type { LoadDevice } from './load/order.ts';
import { type MeasuredRun, measureLoad } from './measure-load.ts';
import type { Subject } from './subjects/subject.ts';

const stepS = 3;
const growth = 1.6;
/** Of what was offered: less in the database in time, and the way is full. */
const keepsUp = 0.85;
const mostSteps = 20;

/** @param firstPerS messages a second that it can surely take. */
export async function measureSustained(
  subject: Subject,
  devices: readonly LoadDevice[],
  firstPerS: number,
): Promise<MeasuredRun> {
  const load = { devices, qos: 1, samplesPerMessage: 1, runs: 1 } as const;
  let offered = firstPerS;
  let best = 0;
  for (let step = 0; step < mostSteps; step += 1) {
    const [run] = await measureLoad(subject, {
      ...load,
      pace: { loop: 'open', messagesPerS: offered },
      seconds: stepS,
      daysAgo: 85 - step,
    });
    const reached = run?.samplesPerSToDatabase ?? 0;
    best = Math.max(best, reached);
    if (reached < keepsUp * offered) break;
    offered *= growth;
  }
  const [measured] = await measureLoad(subject, { ...load, pace: { loop: 'open', messagesPerS: best }, daysAgo: 60 });
  return measured as MeasuredRun;
}
