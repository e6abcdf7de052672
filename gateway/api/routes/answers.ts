// How staff answered, and how fast budgets burn: counts over many tasks and verdicts, for managers.
import { createCalendar } from '../../domain/calendar.ts';
import { type AnsweredTask, answerFigures, shiftsAt } from '../../domain/tasks/staff-answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { burnsOf } from '../burns.ts';
import { type AnswerRow, Answers, AnswersQuery, Burns } from '../contract/answer.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';

const tags = ['compliance'];
const defaultSpanMs = 30 * 86_400_000;

export function answerRoutes(app: ApiApp, ports: ApiPorts): void {
  const { records, clock, property } = ports;
  const { timeOf } = createCalendar(property.timeZone);

  app.get(
    '/compliance/answers',
    {
      schema: {
        summary:
          'How soon tasks were seen, taken and done, by kind and by shift, never by person; by when they were opened',
        tags,
        querystring: AnswersQuery,
        response: { 200: Answers },
      },
    },
    async ({ query }) => {
      const now = clock.now();
      const range = closedRange(query, now, defaultSpanMs);
      const tasks = await records.answeredTasks(range);
      const shifts = (await records.dispatchPlan())?.rules.shifts ?? [];
      const row = (by: AnswerRow['by'], key: string, some: readonly AnsweredTask[]) => ({
        by,
        key,
        ...answerFigures(some, now),
      });
      const byKind = [...Map.groupBy(tasks, ({ kind }) => kind)].sort(([one], [other]) => (one < other ? -1 : 1));
      const byShift = new Map<string, AnsweredTask[]>(shifts.map(({ id }) => [id, []]));
      for (const task of tasks) {
        const own = shiftsAt(shifts, timeOf(task.openedAt));
        for (const id of own.length === 0 ? [''] : own) {
          const some = byShift.get(id) ?? [];
          byShift.set(id, some);
          some.push(task);
        }
      }
      return {
        from: instant(range.from),
        to: instant(range.to),
        items: [
          row('all', '', tasks),
          ...byKind.map(([kind, some]) => row('kind', kind, some)),
          ...(shifts.length === 0 ? [] : [...byShift].map(([id, some]) => row('shift', id, some))),
        ],
      };
    },
  );

  app.get(
    '/compliance/burn',
    {
      schema: {
        summary: 'How fast the error budget of each standard burns now, its last 30 days, and its open tasks',
        tags,
        response: { 200: Burns },
      },
    },
    async () => ({ at: instant(clock.now()), items: [...(await burnsOf(ports))] }),
  );
}
