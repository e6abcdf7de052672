// A hotel with people: what its dispatch is asked and what it answers, in the words of the tests.
import type { DispatchRules, EscalationLevel, Person } from '../../../../gateway/domain/dispatch/dispatch-rules.ts';
import { houseDispatchRules } from '../../../../gateway/domain/dispatch/house-dispatch.ts';
import type { Push } from '../../../../gateway/domain/dispatch/push.ts';
import type { Fact } from '../../../../gateway/domain/facts.ts';
import type { SpaceId } from '../../../../gateway/domain/property.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { manager, room, type SmallHotel } from '../small-hotel.ts';

export const rooms = ['0801', '0802', '0803', '0901', '0902', '0903', '1001', '1002'].map((id) => room(id));

export const person = (user: string, more: Partial<Person> = {}): Person => ({
  user,
  role: 'housekeeping',
  floors: [],
  skills: [],
  ...more,
});

export const rulesOf = (more: Partial<DispatchRules>): DispatchRules => ({ ...houseDispatchRules, ...more });

export const ladder = (...levels: EscalationLevel[]): Partial<DispatchRules> => ({
  ladders: [{ kinds: [], priorities: [], levels }],
});

/** A guest asks for something of its own each time; the task that comes of it. */
export function ask(
  hotel: SmallHotel,
  space = '0801',
  request = `wish-${hotel.facts.length}`,
  id = `${request} of ${space}`,
): Task {
  const { facts } = hotel.send({
    type: 'guest-request',
    id,
    space: space as SpaceId,
    request,
    channel: 'phone',
    by: manager,
  });
  const opened = facts.find((fact) => fact.type === 'task-changed');
  if (opened?.type !== 'task-changed') throw new Error(`no task came of ${request}`);
  return opened.task;
}

export function taskNow(hotel: SmallHotel, { id }: Task): Task {
  const task = hotel.tasks().find((one) => one.id === id);
  if (task === undefined) throw new Error(`no task ${id}`);
  return task;
}

export const pushesIn = (facts: readonly Fact[]): Push[] =>
  facts.flatMap((fact) => (fact.type === 'push-decided' ? [fact.push] : []));

export const told = (facts: readonly Fact[]): Push[] => pushesIn(facts).filter(({ decision }) => decision === 'now');
