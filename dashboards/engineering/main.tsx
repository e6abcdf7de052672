// The engineers' page: is the hardware right, and what did the water do?
import { openPageStream } from '../shared/stream/page-stream.ts';
import { createTaskBoard } from '../shared/task/task-board.ts';
import { Frame } from '../shared/ui/frame.tsx';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { EngineeringView } from './engineering-view.tsx';
import { createPlant } from './plant.ts';

/** Ages on the page are never older than this, ms. */
const devicesEveryMs = 20_000;

const page = await openPage('engineering', ['work', 'engineering']);
const board = await createTaskBoard(page);
const plant = createPlant(page);
const reload = () => void Promise.all([board.load(), plant.load()]);
const stream = openPageStream(
  page,
  {
    task: board.tasks.put,
    device: plant.devices.put,
    draw: plant.draws.put,
    incident: plant.incidents.put,
  },
  reload,
);
setInterval(() => {
  if (document.visibilityState === 'visible') void plant.refreshDevices();
}, devicesEveryMs);

mount(
  page,
  <Frame link={stream.facts}>
    <EngineeringView plant={plant} board={board} reload={reload} />
  </Frame>,
);
