// What to do next, in one column within the thumb's reach.
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { TaskGroup } from '../shared/task/task-group.tsx';
import { useTaskActions } from '../shared/task/use-task-actions.tsx';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import { ReportSheet } from './report-sheet.tsx';
import { overAt, type TaskLists, type TaskTab, tabCounts, taskLists, taskTabs } from './view-model.ts';

export function TasksView({ board }: { readonly board: TaskBoard }) {
  const { say, place, session, clock } = usePage();
  const reporting = useMemo(() => signal(false), []);
  const { tasks, outbox } = board;
  const actions = useTaskActions(board);
  const waiting = outbox.waiting.value;
  const lists = taskLists(tasks.items.value.values(), { user: session.user, now: clock.now.value, waiting });
  const counts = tabCounts(lists);
  const tab = taskTabs.find((one) => one === place.at.value.get('tab')) ?? 'todo';
  return (
    <>
      <div class="tabs" role="tablist" aria-label={say('tasks.lists')}>
        {taskTabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            onClick={() => place.go({ tab: one === 'todo' ? undefined : one })}
          >
            {say(`tasks.tab.${one}`)}
            <span class="count">{counts[one]}</span>
          </button>
        ))}
      </div>
      {waiting.length > 0 && (
        <p class="waiting-line" role="status">
          {say('tasks.waitingToSend', { n: waiting.length })}
        </p>
      )}
      <ListState state={tasks.state.value} retry={board.load} />
      {tasks.state.value !== 'waiting' && <TaskTabPanel tab={tab} lists={lists} actions={actions} />}
      <div class="thumb-bar">
        <button type="button" class="button" onClick={() => (reporting.value = true)}>
          <Sign of="add" />
          {say('report.open')}
        </button>
      </div>
      {reporting.value && <ReportSheet onClose={() => (reporting.value = false)} />}
      {actions.sheet}
    </>
  );
}

interface TaskTabPanelProps {
  readonly tab: TaskTab;
  readonly lists: TaskLists;
  readonly actions: ReturnType<typeof useTaskActions>;
}

function TaskTabPanel({ tab, lists, actions }: TaskTabPanelProps) {
  const { say } = usePage();
  switch (tab) {
    case 'todo':
      return lists.doNow.length + lists.next.length + lists.waiting.length === 0 ? (
        <NothingToDo lists={lists} />
      ) : (
        <>
          <TaskGroup title={say('tasks.doNow')} cards={lists.doNow} actions={actions} />
          <TaskGroup title={say('tasks.next')} cards={lists.next} actions={actions} />
          <TaskGroup title={say('tasks.waiting')} cards={lists.waiting} actions={actions} />
        </>
      );
    case 'team':
      return lists.team.length === 0 ? (
        <Notice state="ok">{say('tasks.teamEmpty')}</Notice>
      ) : (
        <TaskGroup title={say('tasks.takenByOthers')} cards={lists.team} actions={actions} />
      );
    case 'over':
      return lists.over.length === 0 ? (
        <Notice state="silent">{say('tasks.overEmpty')}</Notice>
      ) : (
        <TaskGroup title={say('tasks.overLately')} cards={lists.over} actions={actions} />
      );
  }
}

function NothingToDo({ lists }: { readonly lists: TaskLists }) {
  const { say } = usePage();
  const last = lists.over.find(({ task }) => task.state === 'verified')?.task;
  return (
    <Notice state="ok">
      <strong>{say('tasks.nothing')}</strong>
      {last && (
        <p class="quiet">
          {last.assignee === null
            ? say('tasks.lastDone', { at: overAt(last) })
            : say('tasks.lastDoneBy', { at: overAt(last), name: last.assignee })}
        </p>
      )}
    </Notice>
  );
}
