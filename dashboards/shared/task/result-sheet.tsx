// Done: what came of it, in one tap.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { resultsOf } from './coded-notes.ts';
import { taskTitle } from './task-title.ts';

interface ResultSheetProps {
  readonly task: Task;
  done(note: string): void;
  onClose(): void;
}

export function ResultSheet({ task, done, onClose }: ResultSheetProps) {
  const page = usePage();
  const { say, placeName } = page;
  return (
    <Sheet title={`${placeName(task.space)} · ${taskTitle(page, task)}`} onClose={onClose}>
      <section class="sheet-part">
        <h3>{say('sheet.result')}</h3>
        <div class="chips">
          {resultsOf(task).map((code) => (
            <button
              key={code}
              type="button"
              class="chip"
              onClick={() => {
                done(code);
                onClose();
              }}
            >
              {say(`note.${code}`)}
            </button>
          ))}
        </div>
      </section>
    </Sheet>
  );
}
