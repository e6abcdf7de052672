// All that can be done to a task beside its next step, and what happened to it so far.
import type { Task, TaskAction, TaskActionCall } from '../../../gateway/api/contract/task.ts';
import type { PhraseKey } from '../i18n/translator.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { commentCodes } from './comment-codes.ts';
import type { TaskCard } from './task-card.ts';
import { taskTitle } from './task-card-view.tsx';
import { TaskHistory } from './task-history.tsx';

const holdMinutes = [15, 60, 240] as const;
const holdPhrases: Readonly<Record<(typeof holdMinutes)[number], PhraseKey>> = {
  15: 'task.hold.15min',
  60: 'task.hold.1h',
  240: 'task.hold.4h',
};

interface TaskSheetProps {
  readonly card: TaskCard;
  act(task: Task, action: TaskAction, details?: Pick<TaskActionCall, 'note' | 'until'>): void;
  onClose(): void;
}

export function TaskSheet({ card, act, onClose }: TaskSheetProps) {
  const page = usePage();
  const { say, clock, placeName } = page;
  const { task, mine } = card;
  const doAndClose = (action: TaskAction, details?: Pick<TaskActionCall, 'note' | 'until'>) => {
    act(task, action, details);
    onClose();
  };
  const canHold = mine && (task.state === 'accepted' || task.state === 'started');
  const canSpeak = task.state !== 'verified' && task.state !== 'cancelled';
  return (
    <Sheet title={`${placeName(task.space)} · ${taskTitle(page, task)}`} onClose={onClose}>
      {canHold && (
        <section class="sheet-part">
          <h3>{say('task.hold.title')}</h3>
          <div class="chips">
            {holdMinutes.map((minutes) => (
              <button
                key={minutes}
                type="button"
                class="chip"
                onClick={() => doAndClose('hold', { until: new Date(clock.read() + minutes * 60_000).toISOString() })}
              >
                {say(holdPhrases[minutes])}
              </button>
            ))}
          </div>
        </section>
      )}
      {canSpeak && (
        <section class="sheet-part">
          <h3>{say('task.comment.title')}</h3>
          <div class="chips">
            {commentCodes.map((code) => (
              <button key={code} type="button" class="chip" onClick={() => doAndClose('comment', { note: code })}>
                {say(`note.${code}`)}
              </button>
            ))}
          </div>
          <CommentForm send={(note) => doAndClose('comment', { note })} />
        </section>
      )}
      {mine && task.state === 'accepted' && (
        <button type="button" class="button wide" onClick={() => doAndClose('release')}>
          {say('task.do.release')}
        </button>
      )}
      <TaskHistory task={task} />
    </Sheet>
  );
}

function CommentForm({ send }: { send(note: string): void }) {
  const { say } = usePage();
  return (
    <form
      class="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        const note = new FormData(event.currentTarget).get('note');
        if (typeof note === 'string' && note.trim() !== '') send(note.trim());
      }}
    >
      <input
        name="note"
        maxLength={500}
        autocomplete="off"
        placeholder={say('task.comment.own')}
        aria-label={say('task.comment.own')}
      />
      <button type="submit" class="button">
        {say('task.comment.send')}
      </button>
    </form>
  );
}
