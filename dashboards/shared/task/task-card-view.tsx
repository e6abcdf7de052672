// One task: place, what, state, time, evidence, whether one may go in, and one large button for the next step.
import { Component } from 'preact';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { sayPhrase } from '../i18n/phrase.ts';
import { sharedCausePhrases } from '../incident/incident-words.ts';
import type { RefusedAction } from '../outbox/outbox.ts';
import { Badge } from '../ui/badge.tsx';
import { usePage } from '../ui/page.ts';
import { Sign } from '../ui/sign.tsx';
import { beforeAndAfter } from './compare.ts';
import { DrawLink } from './draw-link.tsx';
import { EntryLine } from './entry-line.tsx';
import { evidencePhrase } from './evidence.ts';
import { isOver } from './is-over.ts';
import type { TaskActions } from './task-actions.ts';
import type { TaskCard } from './task-card.ts';
import { TaskTimer } from './task-timer.tsx';
import { taskTitle } from './task-title.ts';

/** All of a card that is shown; what the clock moves, its timer knows by itself. */
const shownOf = ['task', 'state', 'mine', 'next', 'waiting', 'entry'] as const;

interface TaskCardProps {
  readonly card: Pick<TaskCard, (typeof shownOf)[number]>;
  readonly refused: RefusedAction | undefined;
  readonly actions: Pick<TaskActions, 'act' | 'openMore' | 'putAside' | 'Refusal'>;
}

/**
 * Drawn anew only when something of it has changed: a list is as long as a hotel is busy, and its phone may be slow. A class, because
 * an element that a hook keeps would hold the page as it was when it was made.
 */
export class TaskCardView extends Component<TaskCardProps> {
  override shouldComponentUpdate({ card, refused, actions }: TaskCardProps): boolean {
    const { props } = this;
    const isOther = shownOf.some((part) => card[part] !== props.card[part]);
    return isOther || refused !== props.refused || actions.Refusal !== props.actions.Refusal;
  }

  override render() {
    return <Drawn {...this.props} />;
  }
}

function Drawn({ card, refused, actions }: TaskCardProps) {
  const page = usePage();
  const { say, placeName } = page;
  const { task, next, entry } = card;
  const space = placeName(task.space);
  return (
    <article class={`card is-edge-${card.state}`} aria-label={`${space}: ${taskTitle(page, task)}`} data-task={task.id}>
      <header class="card-head">
        <span class="card-space">{space}</span>
        <h3>{taskTitle(page, task)}</h3>
        <TaskTimer task={task} />
      </header>
      <p class="card-state">
        <Badge state={card.state}>{say(`task.state.${task.state}`)}</Badge>
        {task.priority === 1 && <span class="priority">{say('task.urgent')}</span>}
        {task.assignee !== null && !(card.mine && isOver(task)) && (
          <span class="quiet">{card.mine ? say('task.withYou') : say('task.with', { name: task.assignee })}</span>
        )}
        <HeldUntil task={task} />
        {card.waiting && <span class="quiet">{say('task.waitingToSend')}</span>}
      </p>
      <Evidence task={task} />
      {entry && <EntryLine entry={entry} />}
      {refused && actions.Refusal && <actions.Refusal task={task} refused={refused} actions={actions} />}
      <footer class="card-foot">
        {next && (
          <button type="button" class="button primary" onClick={() => actions.act(task, next)}>
            {say(`task.do.${next}` as 'task.do.accept')}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-label={say('task.moreOf', { space })}
          onClick={() => actions.openMore(task)}
        >
          <Sign of="more" />
          <span>{say('task.more')}</span>
        </button>
      </footer>
    </article>
  );
}

/** Why it waits, and until when. */
function HeldUntil({ task }: { readonly task: Task }) {
  const { say, sayCode } = usePage();
  if (task.state !== 'on-hold') return null;
  const until = task.heldUntil === null ? undefined : Date.parse(task.heldUntil);
  const reason = task.history.findLast(({ step }) => step === 'hold')?.note;
  return (
    <>
      {reason && <span class="quiet">{sayCode('note', reason)}</span>}
      {until !== undefined && (
        <span class="quiet">
          {say(task.heldFor === 'guest-out' ? 'task.heldGuestOut' : 'task.timer.held', { until })}
        </span>
      )}
    </>
  );
}

/** What the device showed; where work did not hold, both figures. */
function Evidence({ task }: { readonly task: Task }) {
  const { say } = usePage();
  const comparison = beforeAndAfter(task);
  const evidence = comparison?.said ?? evidencePhrase(task);
  const draws = comparison?.draws ?? [];
  return (
    <>
      {evidence && (
        <p class="card-evidence">
          {sayPhrase(say, evidence)}
          {say('text.space')}
          {draws.length === 2 ? (
            draws.map((draw, nth) => (
              <DrawLink key={draw} task={task} draw={draw} words={nth === 0 ? 'task.curveBefore' : 'task.curveAfter'} />
            ))
          ) : (
            <DrawLink task={task} />
          )}
        </p>
      )}
      {sharedCausePhrases(task.sharedCause).map((cause) => (
        <p key={cause.key} class="card-evidence">
          {sayPhrase(say, cause)}
        </p>
      ))}
    </>
  );
}
