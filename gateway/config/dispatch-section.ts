// The `dispatch` section of hub.yaml: who works when, who is told what, and how loudly. What is left out is as the house ships.
import { z } from 'zod';
import {
  addressees,
  escalationConditions,
  mostLevels,
  recoveryKinds,
  weekdays,
} from '../domain/dispatch/dispatch-rules.ts';
import { houseDispatchRules } from '../domain/dispatch/house-dispatch.ts';
import { staffRoles } from '../domain/property.ts';
import { taskKinds } from '../domain/task.ts';
import { clockTime, count, name, oneOf, placeId, positive, section, sectionOf, share } from './fields.ts';

const staffRole = oneOf(staffRoles);
const users = z.array(name, 'expected a list of users');

const date = z.iso.date('expected a day such as 2026-03-29');

const minutes = z.number('expected minutes, 0 or more').min(0, 'expected minutes, 0 or more');

const PersonEntry = section({
  user: name.describe('The name that they sign in with'),
  role: staffRole,
  team: placeId.exactOptional().describe('Only the work of this team; left out: of the whole role'),
  floors: z.array(placeId).default([]).describe('Their floors; none named: all'),
  skills: z.array(name).default([]),
});

const ShiftEntry = section({
  id: placeId,
  from: clockTime,
  to: clockTime.describe('At or before `from`: on the next day'),
  days: z.array(oneOf(weekdays)).default([]).describe('On which it begins; none named: all'),
});

const RosterLine = section({
  shift: placeId,
  date: date.exactOptional().describe('The day on which the shift begins; left out: on all its days without a line'),
  people: users.describe('People whom no line names are always reachable'),
});

const Level = section({
  afterMinutes: minutes.exactOptional().describe('Since the task is what `if` says'),
  afterShare: share.exactOptional().describe('Of the time allowed; 1 is the deadline'),
  if: oneOf(escalationConditions),
  tell: z.union([oneOf(addressees), users.min(1)], `expected one of ${addressees.join(', ')}, or a list of users`),
  release: z.boolean('expected true or false').exactOptional().describe('The task is open to all again'),
}).refine(
  ({ afterMinutes, afterShare }) => (afterMinutes === undefined) !== (afterShare === undefined),
  'expected either afterMinutes or afterShare',
);

const LadderEntry = section({
  kinds: z.array(oneOf(taskKinds)).default([]).describe('None named: all'),
  priorities: z
    .array(z.literal([1, 2, 3], 'expected a priority, 1 to 3'))
    .default([])
    .describe('None named: all'),
  levels: z
    .array(Level)
    .min(1, `expected 1 to ${mostLevels} levels`)
    .max(mostLevels, `expected 1 to ${mostLevels} levels`),
});

const RecoverySection = section({
  amountPerStay: z
    .number('expected an amount, 0 or more')
    .min(0, 'expected an amount, 0 or more')
    .default(houseDispatchRules.recovery.amountPerStay)
    .describe('In the currency of the house'),
  countPerStay: count.default(houseDispatchRules.recovery.countPerStay),
  kinds: z.array(oneOf(recoveryKinds)).default([...houseDispatchRules.recovery.kinds]),
  turnoverMinutes: minutes
    .default(houseDispatchRules.recovery.turnoverMinutes)
    .describe('Between a late check-out and the next guests of the room'),
});

export const DispatchSection = section({
  people: z.array(PersonEntry).default([]),
  shifts: z.array(ShiftEntry).default([]),
  roster: z.array(RosterLine).default([]),
  supervisors: sectionOf(staffRoles, users.exactOptional())
    .default({})
    .describe('Who is asked where nobody of the role is on duty, or nobody acts'),
  catchAll: name.default(houseDispatchRules.catchAll).describe('Has what nobody else has'),
  skills: sectionOf(taskKinds, name.exactOptional()).default({}).describe('The skill that a kind of task needs'),
  deadlines: sectionOf(
    taskKinds,
    z
      .tuple(
        [positive('minutes'), positive('minutes'), positive('minutes')],
        'expected the minutes of priority 1, 2 and 3',
      )
      .exactOptional(),
  )
    .default({})
    .describe('Minutes allowed for priority 1, 2 and 3, where not as usual'),
  ladders: z
    .array(LadderEntry)
    .default(() => structuredClone(houseDispatchRules.ladders) as z.infer<typeof LadderEntry>[])
    .describe('The first that fits a task is its ladder'),
  pushesPerHour: count
    .default(houseDispatchRules.pushesPerHour)
    .describe('New interruptions of one person in any hour; priority 1 is not counted'),
  recovery: RecoverySection.prefault({}).describe('What staff may give a guest without asking'),
});
