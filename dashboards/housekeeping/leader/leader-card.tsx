// A task as its shift's leader needs it: where, what, with whom, how far it has come, and whether it climbed.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { delivery } from '../../shared/delivery/delivery.ts';
import { sayPhrase } from '../../shared/i18n/phrase.ts';
import type { RefusedAction } from '../../shared/outbox/outbox.ts';
import { refusalOf } from '../../shared/task/refusal-of.ts';
import { timerOf } from '../../shared/task/task-card.ts';
import { TaskTimer } from '../../shared/task/task-timer.tsx';
import { taskTitle } from '../../shared/task/task-title.ts';
import { whyRefused } from '../../shared/task/why-refused.ts';
import { usePage } from '../../shared/ui/page.ts';
import { Sign } from '../../shared/ui/sign.tsx';

interface LeaderCardProps {
  readonly task: Task;
  readonly now: number;
  readonly isChosen: boolean;
  /** Unset where nothing is left to give. */
  readonly choose: ((isChosen: boolean) => void) | undefined;
  open(): void;
  /** Why the hub would not take what was last done to it. */
  readonly refused: RefusedAction | undefined;
}

export function LeaderCard({ task, now, isChosen, choose, open, refused }: LeaderCardProps) {
  const page = usePage();
  const { say, sayCode, session, placeName } = page;
  const refusalSaid = (one: RefusedAction) => refusalOf(one, session.user, whyRefused(sayCode, one)).text;
  const place = placeName(task.space);
  const title = taskTitle(page, task);
  const timer = timerOf(task, now);
  return (
    <article
      class={`shift-card is-edge-${timer.type === 'over' || task.priority === 1 ? 'fault' : 'work'}`}
      aria-label={`${place}: ${title}`}
    >
      <header>
        {choose && (
          <label class="shift-choose">
            <input type="checkbox" checked={isChosen} onChange={(event) => choose(event.currentTarget.checked)} />
            <span class="hidden">{say('shift.choose', { place })}</span>
          </label>
        )}
        <button type="button" class="shift-open" onClick={open}>
          <strong>{place}</strong>
          <span>{title}</span>
        </button>
      </header>
      <p class="shift-facts">
        {task.assignee !== null && <span>{say('task.with', { name: task.assignee })}</span>}
        <TaskTimer task={task} />
      </p>
      {task.escalation && (
        <p class="shift-climbed">
          <Sign of="watch" />
          {say('shift.climbed', { at: Date.parse(task.escalation.at), people: task.escalation.told.join(', ') })}
        </p>
      )}
      <Delivery task={task} />
      {refused !== undefined && <p class="late">{sayPhrase(say, refusalSaid(refused))}</p>}
    </article>
  );
}

/** The way so far; that no screen has shown it is worth a word of its own. */
function Delivery({ task }: { readonly task: Task }) {
  const { say } = usePage();
  const steps = delivery(task);
  const isUnseen = steps.every(({ step, at }) => step === 'sent' || at === undefined);
  return (
    <ol class="shift-way">
      {steps
        .filter(({ at }) => at !== undefined)
        .map(({ step, at }) => (
          <li key={step}>{say(`shift.step.${step}`, { at: at ?? 0 })}</li>
        ))}
      {isUnseen && <li class="late">{say('shift.unseen')}</li>}
    </ol>
  );
}
