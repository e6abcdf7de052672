// What to do next, in one column within the thumb's reach.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TaskActions } from '../shared/task/task-actions.ts';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { useTaskActions } from '../shared/task/use-task-actions.tsx';
import { lazily } from '../shared/ui/lazily.tsx';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { FloorPanel } from './floor-panel.tsx';
import { MinePanel } from './mine-panel.tsx';
import { RefusedReports } from './refused-reports.tsx';
import { useCrew } from './use-crew.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { type TouchWatch, useTouchWatch } from './use-touch-watch.ts';
import { type TaskLists, type TaskTab, tabCounts, taskLists, taskTabs } from './view-model.ts';
import { WaitingLine } from './waiting-line.tsx';

const fetchReport = async () => (await import('./report-sheet.tsx')).ReportSheet;
const fetchDone = async () => (await import('./done-panel.tsx')).DonePanel;
const ReportSheet = lazily('housekeeping', fetchReport);
const DonePanel = lazily('housekeeping', fetchDone);

export function TasksView({ board }: { readonly board: TaskBoard }) {
  const { say, place, session, clock } = usePage();
  const reporting = useSignal(false);
  const { tasks, outbox } = board;
  const crew = useCrew();
  const touch = useTouchWatch();
  const entries = crew.entries.value;
  const actions = useTaskActions(board, entries);
  const floors = crew.floors.value;
  const worker = { user: session.user, now: clock.now.value, waiting: outbox.waiting.value, entries, floors };
  const lists = taskLists(tasks.items.value.values(), worker);
  const counts = tabCounts(lists);
  const tab = taskTabs.find((one) => one === place.at.value.get('tab')) ?? 'mine';
  useKeptFocus();
  const isThere = tasks.state.value !== 'waiting';
  // They are wanted in the stairwell, where nothing can be fetched; and not before the list.
  useEffect(() => void (isThere && Promise.all([fetchReport(), fetchDone()]).catch(() => undefined)), [isThere]);
  return (
    <>
      <div class="tasks-head">
        <div class="tabs" role="tablist" aria-label={say('tasks.lists')}>
          {taskTabs.map((one) => (
            <button
              key={one}
              id={`tasks-tab-${one}`}
              type="button"
              role="tab"
              aria-controls="tasks-list"
              aria-selected={one === tab}
              onClick={() => place.go({ tab: one === 'mine' ? undefined : one })}
            >
              {say(one === 'floor' && floors.length === 0 ? 'tasks.tab.allFloors' : `tasks.tab.${one}`)}
              <span class="count">{counts[one]}</span>
            </button>
          ))}
        </div>
        <div class="thumb-bar">
          <button type="button" class="button" onClick={() => (reporting.value = true)}>
            <Sign of="add" />
            {say('report.open')}
          </button>
        </div>
      </div>
      <WaitingLine waiting={outbox.waiting.value} />
      <RefusedReports outbox={outbox} />
      <ListState state={tasks.state.value} retry={board.load} />
      <div id="tasks-list" role="tabpanel" aria-labelledby={`tasks-tab-${tab}`}>
        {isThere && <TabPanel tab={tab} lists={lists} actions={actions} board={board} touch={touch} />}
      </div>
      {reporting.value && <ReportSheet outbox={outbox} onClose={() => (reporting.value = false)} />}
      {actions.sheet}
    </>
  );
}

interface TabPanelProps {
  readonly tab: TaskTab;
  readonly lists: TaskLists;
  readonly actions: TaskActions;
  readonly board: TaskBoard;
  readonly touch: TouchWatch;
}

function TabPanel({ tab, lists, actions, board, touch }: TabPanelProps) {
  switch (tab) {
    case 'mine':
      return <MinePanel lists={lists} actions={actions} touch={touch} />;
    case 'floor':
      return <FloorPanel lists={lists} actions={actions} touch={touch} />;
    case 'done':
      return <DonePanel lists={lists} tasks={board.tasks.items.value.values()} actions={actions} />;
  }
}
