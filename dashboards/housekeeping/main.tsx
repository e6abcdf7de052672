// The tasks page of housekeeping and front desk: opened with the phone in one hand.
import { reportShown } from '../shared/delivery/shown.ts';
import { untilKnown } from '../shared/opening/first-painting.ts';
import { openPageStream } from '../shared/stream/page-stream.ts';
import { createTaskBoard } from '../shared/task/task-board.ts';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { TasksOrShift } from './leader/tasks-or-shift.tsx';

const page = await openPage('tasks');
const board = await createTaskBoard(page);
const stream = openPageStream(page, { task: board.tasks.put }, board.load, board.load());

await untilKnown(board.tasks.state);
mount(page, stream.facts, () => <TasksOrShift board={board} />);

reportShown(page, (id) => board.tasks.items.value.get(id));
