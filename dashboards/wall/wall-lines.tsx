// Tasks, one to a line: where, what, who, how long.
import type { WallTask } from '../../gateway/api/contract/wall.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import type { Translator } from '../shared/i18n/translator.ts';
import type { PlaceName } from '../shared/place/place-name.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { type Lines, timeLeft, whoHas } from './view-model.ts';

interface WallLinesProps {
  readonly title: string;
  readonly lines: Lines;
  readonly words: Translator;
  readonly placeName: PlaceName;
  readonly now: number;
}

export function WallLines({ title, lines: { tasks, count }, words, placeName, now }: WallLinesProps) {
  if (count === 0) return null;
  const more = count - tasks.length;
  return (
    <section>
      <h2>
        {title}
        {more > 0 && tasks.length > 0 && <span class="count"> {words.say('wall.more', { n: more })}</span>}
      </h2>
      <ul class="wall-lines">
        {tasks.map((task) => (
          <Line key={task.id} task={task} {...{ words, placeName, now }} />
        ))}
      </ul>
    </section>
  );
}

function Line({ task, words, placeName, now }: Omit<WallLinesProps, 'title' | 'lines'> & { readonly task: WallTask }) {
  const { say, sayCode } = words;
  const isLate = timeLeft(task, now)?.key === 'task.timer.over';
  const what = task.request === null ? say(`task.kind.${task.kind}`) : sayCode('request', task.request);
  const state = stateOf(task, isLate);
  return (
    <li class="wall-line">
      <strong class="wall-place">{task.spaceName ?? placeName(task.space)}</strong>
      <span class="wall-what">{what}</span>
      <span class="wall-who">
        <span class={`wall-sign is-${state}`}>
          <Sign of={state} />
        </span>
        <WhoHas task={task} words={words} />
      </span>
      <span class={isLate ? 'wall-time timer-over' : 'wall-time'}>{timeSaid(task, words, now)}</span>
    </li>
  );
}

export function timeSaid(task: WallTask, { say }: Translator, now: number): string {
  const time = timeLeft(task, now);
  return time === undefined ? '' : sayPhrase(say, time);
}

function WhoHas({ task, words: { say } }: { readonly task: WallTask; readonly words: Translator }) {
  const who = whoHas(task);
  switch (who.is) {
    case 'taken':
      return <span>{who.name}</span>;
    case 'told':
      return <span>{say('wall.toldNames', { names: who.names.join(say('list.separator')) })}</span>;
    case 'nobody':
      return <span>{say('wall.nobody')}</span>;
  }
}

function stateOf({ assignee, heard, priority }: WallTask, isLate: boolean) {
  if (assignee !== null) return 'work';
  if (heard === false) return 'silent';
  return isLate || priority === 1 ? 'fault' : 'watch';
}
