// How far a task has come on its way: sent, shown on a screen, taken, started, done, verified; each with its time. Read from the
// task's own history; what it has to go through again counts from its last turn. Pure.
import type { Task } from '../../../gateway/api/contract/task.ts';

export const deliverySteps = ['sent', 'shown', 'taken', 'started', 'done', 'verified'] as const;
export type DeliveryStep = (typeof deliverySteps)[number];

export interface Delivered {
  readonly step: DeliveryStep;
  /** Unix ms; unset: not yet. */
  readonly at?: number;
  /** Who; unset where nobody did, or the hub itself. */
  readonly by?: string;
}

const stepOf: Readonly<Record<string, DeliveryStep>> = {
  open: 'sent',
  dispatch: 'sent',
  show: 'shown',
  accept: 'taken',
  start: 'started',
  complete: 'done',
  verify: 'verified',
};
/** Who has it no more, or has to do it again, goes back to where these stand. */
const backTo: Readonly<Record<string, DeliveryStep>> = { release: 'sent', reopen: 'sent', escalate: 'sent' };

export function delivery(task: Pick<Task, 'history'>): readonly Delivered[] {
  const reached = new Map<DeliveryStep, Delivered>();
  for (const { step: name, at, by, from, to } of task.history) {
    const back = backTo[name];
    if (back !== undefined && from !== to) forgetAfter(reached, back);
    const step = stepOf[name];
    if (step === undefined) continue;
    if (step === 'sent' && reached.has('sent') && name !== 'open') forgetAfter(reached, 'sent');
    // Who begins at once has taken it with the same tap.
    if (step === 'started' && !reached.has('taken')) reached.set('taken', told('taken', at, by));
    reached.set(step, told(step, at, by));
  }
  return deliverySteps.map((step) => reached.get(step) ?? { step });
}

function forgetAfter(reached: Map<DeliveryStep, Delivered>, last: DeliveryStep): void {
  for (const step of deliverySteps.slice(deliverySteps.indexOf(last) + 1)) reached.delete(step);
}

function told(step: DeliveryStep, at: string, by: string): Delivered {
  return { step, at: Date.parse(at), ...(by !== 'hub' && { by }) };
}
