// What a person reads of a tap that the hub did not take: the reason in their own language, by its code.
import { describe, expect, test } from 'vitest';
import { writeMessage } from '../../../dashboards/shared/i18n/message.ts';
import type { RefusedAction } from '../../../dashboards/shared/outbox/outbox.ts';
import { refusalOf } from '../../../dashboards/shared/task/refusal-of.ts';
import { whyRefused } from '../../../dashboards/shared/task/why-refused.ts';
import type { Problem } from '../../../gateway/api/contract/problem.ts';
import { phrasesOf } from './phrases.ts';
import { aTask, minutesFromNow } from './task-builder.ts';

const english = 'task t1 belongs to engineer, li is housekeeping';

function refused(status: number, problem: Partial<Problem>): RefusedAction {
  const call = { version: 1, key: 'k1', at: minutesFromNow(0) };
  const action = { key: 'k1', task: 't1', action: 'accept', tappedAt: 0, call } as const;
  return { action, status, problem: { detail: english, ...problem } };
}

function speak(language: string) {
  const phrases = phrasesOf(language);
  const formats = { language, timeZone: 'Asia/Shanghai' };
  const sayCode = (family: string, code: string) => {
    const phrase = phrases[`${family}.${code}`];
    return phrase === undefined ? code : writeMessage(phrase, {}, formats);
  };
  return (one: RefusedAction) => {
    const { key, values = {} } = refusalOf(one, 'li', whyRefused(sayCode, one)).text;
    return writeMessage(phrases[key] ?? key, values, formats);
  };
}

const field = (name: string) => ({ errors: [{ field: name, detail: english }] });

describe('a tap that the hub did not take', () => {
  test.each<[string, string, RefusedAction]>([
    ['en', 'The hub refused: the task belongs to another team.', refused(403, { type: 'not-your-task' })],
    ['zh-Hans', '主机未接受：这项任务归其他岗位。', refused(403, { type: 'not-your-task' })],
    [
      'es',
      'La central no lo aceptó: la tarea corresponde a otro departamento.',
      refused(403, { type: 'not-your-task' }),
    ],
    ['es', 'La central no lo aceptó: esa hora ya pasó.', refused(400, { type: 'invalid', ...field('until') })],
    ['zh-Hans', '主机未接受：内容有误。', refused(400, { type: 'invalid', ...field('anything') })],
    ['zh-Hans', '主机未接受：已达上限。', refused(409, { type: 'beyond-limit' })],
    ['es', 'La central no lo aceptó: su puesto no permite hacerlo.', refused(403, { type: 'about:blank' })],
    ['zh-Hans', '任务已有变化，现在显示的是最新情况。', refused(409, { type: 'stale-version' })],
  ])('in %s: %s', (language, said, one) => {
    expect(speak(language)(one)).toBe(said);
  });

  test.each([
    ['a code that is newer than the page', refused(409, { type: 'not-on-sundays' })],
    ['a status that says it all', refused(418, { type: 'about:blank' })],
  ])('%s leaves the hub its own words', (_name, one) => {
    expect(speak('es')(one)).toBe(`La central no lo aceptó: ${english}`);
  });

  test('names who was first, whom one may help', () => {
    const history = [{ step: 'accept', at: minutesFromNow(-1), by: 'chen', note: null, photo: null }] as never;
    const task = aTask({ assignee: 'chen', state: 'accepted', history });
    expect(speak('en')(refused(409, { type: 'stale-version', task }))).toMatch(/^chen took it at /);
    expect(refusalOf(refused(409, { type: 'stale-version', task }), 'li', '').isOthers).toBe(true);
  });
});
