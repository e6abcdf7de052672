// One task: place, what, state, time, evidence, and one large button for the next step.
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import { sayPhrase } from '../i18n/phrase.ts';
import { sharedCausePhrases } from '../incident/incident-words.ts';
import type { RefusedAction } from '../outbox/outbox.ts';
import { Badge } from '../ui/badge.tsx';
import { usePage } from '../ui/page.ts';
import { Sign } from '../ui/sign.tsx';
import { DrawLink } from './draw-link.tsx';
import { evidencePhrase, promiseOf } from './evidence.ts';
import type { TaskCard } from './task-card.ts';
import { TaskTimer } from './task-timer.tsx';

interface TaskCardProps {
  readonly card: TaskCard;
  readonly refused: RefusedAction | undefined;
  act(task: Task, action: TaskAction): void;
  openMore(task: Task): void;
  putAside(task: string): void;
}

export function TaskCardView({ card, refused, act, openMore, putAside }: TaskCardProps) {
  const page = usePage();
  const { say, placeName } = page;
  const { task, next } = card;
  const space = placeName(task.space);
  const evidence = evidencePhrase(task);
  return (
    <article class={`card is-edge-${card.state}`} aria-label={`${space}: ${taskTitle(page, task)}`}>
      <header class="card-head">
        <span class="card-space">{space}</span>
        <h3>{taskTitle(page, task)}</h3>
        <TaskTimer timer={card.timer} />
      </header>
      <p class="card-state">
        <Badge state={card.state}>{say(`task.state.${task.state}`)}</Badge>
        {task.priority === 1 && <span class="priority">{say('task.urgent')}</span>}
        {task.assignee !== null && (
          <span class="quiet">{card.mine ? say('task.withYou') : say('task.with', { name: task.assignee })}</span>
        )}
        {card.waiting && <span class="quiet">{say('task.waitingToSend')}</span>}
      </p>
      {evidence && (
        <p class="card-evidence">
          {sayPhrase(say, evidence)} <DrawLink task={task} />
        </p>
      )}
      {sharedCausePhrases(task.sharedCause).map((cause) => (
        <p key={cause.key} class="card-evidence">
          {sayPhrase(say, cause)}
        </p>
      ))}
      {refused && <Refusal refused={refused} putAside={() => putAside(task.id)} />}
      <footer class="card-foot">
        {next && (
          <button type="button" class="button primary" onClick={() => act(task, next)}>
            {say(`task.do.${next}` as 'task.do.accept')}
          </button>
        )}
        <button type="button" class="button" aria-label={say('task.moreOf', { space })} onClick={() => openMore(task)}>
          <Sign of="more" />
          <span>{say('task.more')}</span>
        </button>
      </footer>
    </article>
  );
}

/** What the card is about; a guest's wish in the house's words. */
export function taskTitle({ say, sayCode }: Pick<ReturnType<typeof usePage>, 'say' | 'sayCode'>, task: Task): string {
  const promise = promiseOf(task);
  if (promise !== undefined) {
    const what = sayCode('standard', promise.standard);
    return promise.wish === undefined ? what : say('task.wish', { what, wish: sayCode('wish', promise.wish) });
  }
  const wish = task.kind === 'request' ? task.evidence.at(-1)?.data['request'] : undefined;
  return typeof wish === 'string' ? sayCode('request', wish) : say(`task.kind.${task.kind}`);
}

function Refusal({ refused, putAside }: { readonly refused: RefusedAction; putAside(): void }) {
  const { say } = usePage();
  const { status, problem } = refused;
  const taken = problem.task?.history.findLast((entry) => entry.step === 'accept' || entry.step === 'start');
  return (
    <p class="card-refusal" role="status">
      {status === 409 && problem.task?.assignee && taken
        ? say('task.takenBy', { name: problem.task.assignee, at: Date.parse(taken.at) })
        : say(status === 409 ? 'task.changedMeanwhile' : 'task.refused', { detail: problem.detail ?? String(status) })}
      <button type="button" class="link" onClick={putAside}>
        {say('task.putAside')}
      </button>
    </p>
  );
}
