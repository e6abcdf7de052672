// All that can be done to a task beside its next step, and what happened to it so far.
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import type { TapDetails } from '../outbox/action.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { CommentPart } from './comment-part.tsx';
import { GivePart } from './give-part.tsx';
import { HoldPart } from './hold-part.tsx';
import { isOver } from './is-over.ts';
import { PhotoPart } from './photo-part.tsx';
import type { TaskCard } from './task-card.ts';
import { TaskHistory } from './task-history.tsx';
import { taskTitle } from './task-title.ts';

export interface TaskSheetProps {
  readonly card: TaskCard;
  act(task: Task, action: TaskAction, details?: TapDetails): void;
  addPhoto(jpeg: ArrayBuffer): void;
  onClose(): void;
}

/** The note by which the hub calls the shift leader. */
const needsHelp = 'needs-help';

export function TaskSheet({ card, act, addPhoto, onClose }: TaskSheetProps) {
  const page = usePage();
  const { say, placeName } = page;
  const { task, mine, next } = card;
  const doAndClose = (action: TaskAction, details?: TapDetails) => {
    act(task, action, details);
    onClose();
  };
  const isRunning = task.state === 'accepted' || task.state === 'started';
  return (
    <Sheet title={`${placeName(task.space)} · ${taskTitle(page, task)}`} onClose={onClose}>
      {next === 'accept' && (
        <button type="button" class="button wide" onClick={() => doAndClose('start')}>
          {say('sheet.startNow')}
        </button>
      )}
      {mine && isRunning && <HoldPart card={card} hold={(details) => doAndClose('hold', details)} />}
      {!isOver(task) && (
        <>
          <GivePart task={task} give={(assignee) => doAndClose('assign', { assignee })} />
          <CommentPart
            send={(note, language) => doAndClose('comment', { note, ...(language !== undefined && { language }) })}
          />
          <PhotoPart card={card} add={addPhoto} />
          <div class="sheet-part sheet-row">
            <button type="button" class="button" onClick={() => doAndClose('comment', { note: needsHelp })}>
              {say('sheet.help')}
            </button>
            {mine && task.state === 'accepted' && (
              <button type="button" class="button" onClick={() => doAndClose('release')}>
                {say('sheet.release')}
              </button>
            )}
          </div>
        </>
      )}
      <TaskHistory task={task} />
    </Sheet>
  );
}
