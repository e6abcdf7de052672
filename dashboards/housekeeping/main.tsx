// The tasks page of housekeeping and front desk: opened with the phone in one hand.
import { reportShown } from '../shared/delivery/shown.ts';
import { untilKnown } from '../shared/opening/first-painting.ts';
import { openPageStream } from '../shared/stream/page-stream.ts';
import { createTaskBoard } from '../shared/task/task-board.ts';
import { Frame } from '../shared/ui/frame.tsx';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { TasksOrShift } from './leader/tasks-or-shift.tsx';
import { TasksView } from './tasks-view.tsx';

const page = await openPage('tasks');
const board = await createTaskBoard(page);
const stream = openPageStream(page, { task: board.tasks.put }, board.load, board.load());

await untilKnown(board.tasks.state);
mount(
  page,
  <Frame link={stream.facts}>
    <TasksOrShift board={board}>
      <TasksView board={board} />
    </TasksOrShift>
  </Frame>,
);

reportShown(page, (id) => board.tasks.items.value.get(id));
