// How work is dispatched: the rules, who was interrupted, what one shift hands to the next.
import type * as domain from '../../domain/dispatch/dispatch-rules.ts';
import { handOver } from '../../domain/dispatch/hand-over.ts';
import { houseDispatchPlan } from '../../domain/dispatch/house-dispatch.ts';
import { onDutyAt } from '../../domain/dispatch/on-duty.ts';
import { enforce } from '../../domain/dispatch/plan-in-force.ts';
import { type Reachable, reachOf, rolesLedBy } from '../../domain/dispatch/reach.ts';
import { findRuleProblems } from '../../domain/dispatch/rule-problems.ts';
import { actorOf, submit, wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import {
  DispatchChange,
  DispatchPlan,
  Duty,
  DutyQuery,
  HandOver,
  HandOverQuery,
  Push,
  PushesQuery,
  Reach,
} from '../contract/dispatch.ts';
import { pageOf } from '../contract/page.ts';
import { given } from '../given.ts';
import { callerOf } from '../guard.ts';
import type { Phones } from '../live/phones.ts';
import { openTasks } from '../open-tasks.ts';
import { refuse, refuseFields } from '../problem.ts';
import { mayReadTask, readsAllTasks } from '../task-visibility.ts';
import { wireDispatchPlan } from '../wire/dispatch.ts';
import { instant, instantOrNull } from '../wire/instants.ts';
import { wirePush } from '../wire/push.ts';
import { wireTask } from '../wire/task.ts';

const tags = ['dispatch'];

export function dispatchRoutes(
  app: ApiApp,
  { ledger, records, clock, property }: ApiPorts,
  phones: Pick<Phones, 'all' | 'isKnown'>,
): void {
  app.get('/dispatch', { schema: { summary: 'The rules in force', tags, response: { 200: DispatchPlan } } }, async () =>
    wireDispatchPlan((await records.dispatchPlan()) ?? houseDispatchPlan),
  );

  app.put(
    '/dispatch',
    {
      schema: {
        summary: 'A new version of the rules, in force at once; 409 where `version` is not the one in force',
        tags,
        body: DispatchChange,
        response: { 200: DispatchPlan },
      },
    },
    async (request) => {
      const { version, ...body } = request.body;
      const rules = withoutUndefined(body);
      const errors = findRuleProblems(rules).map(({ path, text }) => ({ field: path.join('.'), detail: text }));
      if (errors.length > 0) throw refuseFields(errors);
      const by = actorOf(callerOf(request));
      await submit(ledger, { type: 'set-dispatch', rules, source: 'api', by, ...given({ version }) }, request);
      return wireDispatchPlan((await records.dispatchPlan()) ?? houseDispatchPlan);
    },
  );

  app.get(
    '/dispatch/duty',
    {
      schema: {
        summary: 'Who is on duty now; people whom no roster names are always reachable',
        tags,
        querystring: DutyQuery,
        response: { 200: Duty },
      },
    },
    async ({ query }): Promise<Duty> => {
      const latest = (await records.dispatchPlan()) ?? houseDispatchPlan;
      const inForce = enforce({ latest }, property.timeZone);
      const now = clock.now();
      return {
        at: instant(now),
        until: instantOrNull(inForce.duty.nextChangeAt(now)),
        people: onDutyAt(inForce, now, given(query)).map(({ user, role, team, floors, skills, supervises }) => ({
          user,
          role,
          team: team ?? null,
          floors: [...floors],
          skills: [...skills],
          supervises: [...supervises],
        })),
        catchAll: latest.rules.catchAll,
      };
    },
  );

  app.get(
    '/dispatch/reach',
    {
      schema: {
        summary: 'Whose phones listen: to who leads a shift of that shift, to everybody else of themselves',
        tags,
        response: { 200: Reach },
      },
    },
    async (request): Promise<Reach> => {
      const { name, role } = callerOf(request);
      const latest = (await records.dispatchPlan()) ?? houseDispatchPlan;
      const leads = rolesLedBy(latest.rules, { name, role });
      const now = clock.now();
      const heard = phones.all();
      const heardAt = new Map(heard.map((phone) => [phone.user, phone.heardAt]));
      const isTold = (one: Reachable) => one.user === name || leads.some((led) => led === one.role);
      return {
        at: instant(now),
        known: phones.isKnown(),
        leads,
        people: reachOf(enforce({ latest }, property.timeZone), heard, now)
          .filter(isTold)
          .map(({ user, team, floors, ...person }) => ({
            ...person,
            user,
            team: team ?? null,
            floors: [...floors],
            heardAt: instantOrNull(heardAt.get(user)),
          })),
      };
    },
  );

  app.get(
    '/pushes',
    {
      schema: {
        summary: 'Who was interrupted about what, newest first; staff read their own',
        tags,
        querystring: PushesQuery,
        response: { 200: pageOf(Push) },
      },
    },
    (request) => {
      const caller = callerOf(request);
      const { person, ...page } = request.query;
      if (person !== undefined && person !== caller.name && !readsAllTasks(caller.role)) {
        throw refuse(403, `${caller.name} reads their own pushes, not those of ${person}.`);
      }
      const asked = readsAllTasks(caller.role) ? person : caller.name;
      return wirePage(records.pushes(given({ ...page, person: asked })), wirePush);
    },
  );

  app.get(
    '/handover',
    {
      schema: {
        summary: 'What is open, by floor, the most urgent first',
        tags,
        querystring: HandOverQuery,
        response: { 200: HandOver },
      },
    },
    async (request): Promise<HandOver> => {
      const caller = callerOf(request);
      const { role, team } = request.query;
      if (role !== undefined && !mayReadTask(caller.role, { role })) {
        throw refuse(403, `${caller.name} reads the tasks of ${caller.role}, not of ${role}.`);
      }
      const tasks = await openTasks(records, given({ role: readsAllTasks(caller.role) ? role : caller.role }));
      const now = clock.now();
      const mine = tasks.filter((task) => team === undefined || task.team === team);
      return {
        at: instant(now),
        floors: handOver(mine, now).floors.map(({ floor, tasks: handed }) => ({
          floor: floor ?? null,
          tasks: handed.map(({ task, ageMs, lastNote, isLate }) => ({
            task: wireTask(task),
            age: ageMs / 1000,
            lastNote: lastNote ?? null,
            isLate,
          })),
        })),
      };
    },
  );
}

/** zod says "undefined" where the domain says "absent". */
function withoutUndefined(body: Omit<DispatchChange, 'version'>): domain.DispatchRules {
  return JSON.parse(JSON.stringify(body)) as domain.DispatchRules;
}
