// What ships: the escalation ladder of the pages' design, and an interruption budget from alarm practice.
import type { DispatchPlan, DispatchRules, EscalationLevel, Ladder } from './dispatch-rules.ts';

/** An engineer of a plant can act on about six alarms an hour: EEMUA 191, order of magnitude. */
const pushesPerHour = 6;

/** Nobody's phone is on, or shows it: somebody who can walk must know. Both wait until phones tell the hub of themselves. */
const unheard: readonly EscalationLevel[] = [
  { afterMinutes: 0, if: 'nobody-listening', tell: 'supervisor' },
  { afterMinutes: 1, if: 'not-shown', tell: 'supervisor' },
];

const untaken = (afterMinutes: number): EscalationLevel => ({ afterMinutes, if: 'not-taken', tell: 'supervisor' });

const late: readonly EscalationLevel[] = [
  { afterMinutes: 10, if: 'not-started', tell: 'duty', release: true },
  { afterShare: 0.5, if: 'not-done', tell: 'supervisor' },
  { afterShare: 1, if: 'not-done', tell: 'duty-manager' },
];

export const houseLadders: readonly Ladder[] = [
  { kinds: [], priorities: [1], levels: [...unheard, untaken(3), ...late] },
  { kinds: [], priorities: [2], levels: [...unheard, untaken(10), ...late] },
  { kinds: [], priorities: [3], levels: [...unheard, ...late] },
];

export const houseDispatchRules: DispatchRules = {
  people: [],
  shifts: [],
  roster: [],
  supervisors: {},
  catchAll: 'admin',
  skills: {},
  deadlines: {},
  ladders: houseLadders,
  pushesPerHour,
  recovery: {
    amountPerStay: 200,
    countPerStay: 3,
    kinds: ['compensation', 'late-check-out', 'fruit'],
    turnoverMinutes: 60,
  },
};

/** In force until hub.yaml or the API says otherwise. */
export const houseDispatchPlan: DispatchPlan = {
  version: 0,
  source: 'file',
  by: 'hub',
  changedAt: 0,
  rules: houseDispatchRules,
};
