// What a page's task cards can do, the sheet of the one that is open, and the ten seconds in which a tap is taken back.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../ui/page.ts';
import { resultsOf } from './coded-notes.ts';
import type { TaskActions } from './task-actions.ts';
import type { TaskBoard } from './task-board.ts';
import { type Onlooker, taskCard } from './task-card.ts';
import { UndoBar, type UndoOffer } from './undo-bar.tsx';

/** Fetched after the cards, and long before most people want them. */
interface Sheets {
  readonly TaskSheet: typeof import('./task-sheet.tsx').TaskSheet;
  readonly ResultSheet: typeof import('./result-sheet.tsx').ResultSheet;
  readonly Refusal: typeof import('./refusal.tsx').Refusal;
}

export function useTaskActions({ tasks, outbox }: TaskBoard, entries?: Onlooker['entries']): TaskActions {
  const { session, clock, learn } = usePage();
  const openId = useSignal<string | undefined>(undefined);
  const finishing = useSignal<Task | undefined>(undefined);
  const offer = useSignal<UndoOffer | undefined>(undefined);
  const sheets = useSignal<Sheets | undefined>(undefined);
  /** Without a signal, and never fetched: there is no sheet then. */
  async function fetchSheets(): Promise<void> {
    if (sheets.value !== undefined) return;
    const [{ TaskSheet }, { ResultSheet }, { Refusal }] = await Promise.all([
      import('./task-sheet.tsx'),
      import('./result-sheet.tsx'),
      import('./refusal.tsx'),
      learn('task-sheet'),
    ]);
    sheets.value = { TaskSheet, ResultSheet, Refusal };
  }
  const withSheets = (open: () => void, otherwise = () => {}) => void fetchSheets().then(open, otherwise);
  const isThere = tasks.state.value !== 'waiting';
  // They are wanted in the stairwell, where nothing can be fetched; and not before the list.
  useEffect(() => void (isThere && withSheets(() => {})), [isThere]);

  const act: TaskActions['act'] = (task, action, details) => {
    if (action === 'complete' && details?.note === undefined && resultsOf(task).length > 0) {
      withSheets(
        () => {
          finishing.value = task;
        },
        () => tap(task, action),
      );
    } else {
      tap(task, action, details);
    }
  };
  const tap: TaskActions['act'] = (task, action, details) => {
    void outbox.act(task, action, details);
    offer.value = action === 'undo' ? undefined : { task, action, at: Date.now() };
  };
  const fetched = sheets.value;
  const open = openId.value === undefined ? undefined : tasks.items.value.get(openId.value);
  const onlooker: Onlooker = {
    user: session.user,
    now: clock.now.value,
    waiting: outbox.waiting.value,
    ...(entries !== undefined && { entries }),
  };
  return {
    act,
    openMore: (task) =>
      withSheets(() => {
        openId.value = task.id;
      }),
    putAside: outbox.putAside,
    refused: outbox.refused.value,
    Refusal: fetched?.Refusal,
    sheet: (
      <>
        {open && fetched && (
          <fetched.TaskSheet
            card={taskCard(open, onlooker)}
            act={act}
            addPhoto={(jpeg) => {
              void outbox.addPhoto(open, jpeg);
              offer.value = { task: open, action: 'photo', at: Date.now() };
            }}
            onClose={() => {
              openId.value = undefined;
            }}
          />
        )}
        {finishing.value && fetched && (
          <fetched.ResultSheet
            task={finishing.value}
            done={(note) => finishing.value && act(finishing.value, 'complete', { note })}
            onClose={() => {
              finishing.value = undefined;
            }}
          />
        )}
        {offer.value && (
          <UndoBar
            key={offer.value.at}
            offer={offer.value}
            undo={(task) => act(tasks.items.value.get(task.id) ?? task, 'undo')}
            onOver={() => {
              offer.value = undefined;
            }}
          />
        )}
      </>
    ),
  };
}
