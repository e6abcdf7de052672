// What a task is about, in the words of whoever looks; a guest's wish in the house's words.
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { Translator } from '../i18n/translator.ts';
import { promiseOf } from './evidence.ts';

export function taskTitle({ say, sayCode }: Pick<Translator, 'say' | 'sayCode'>, task: Task): string {
  const promise = promiseOf(task);
  if (promise !== undefined) {
    const what = sayCode('standard', promise.standard);
    return promise.wish === undefined ? what : say('task.wish', { what, wish: sayCode('wish', promise.wish) });
  }
  const wish = task.kind === 'request' ? task.evidence.at(-1)?.data['request'] : undefined;
  return typeof wish === 'string' ? sayCode('request', wish) : say(`task.kind.${task.kind}`);
}
