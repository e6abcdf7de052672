// The engineers' page: is the hardware right, and what did the water do?
import { effect } from '@preact/signals';
import { reportShown } from '../shared/delivery/shown.ts';
import { openPageStream } from '../shared/stream/page-stream.ts';
import { createTaskBoard } from '../shared/task/task-board.ts';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { isDueForAsking } from './device-condition.ts';
import {
  EngineeringView,
  fetchDeviceSheet,
  fetchDevicesView,
  fetchDrawSheet,
  fetchUpkeepView,
} from './engineering-view.tsx';
import { createPlant } from './plant.ts';

/** Ages on the page are never older than this, ms. */
const devicesEveryMs = 20_000;
/** Where a device's time to speak runs out, it is asked about then and there; not more often than this, ms. */
const silenceEveryMs = 900;

const page = await openPage('engineering');
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
let askedAt = 0;
effect(() => {
  const now = page.clock.now.value;
  const moment = { now, askedAt: plant.devicesAskedAt.peek() };
  const isDue = [...plant.devices.items.peek().values()].some((device) => isDueForAsking(device, moment));
  if (document.visibilityState !== 'visible' || now - askedAt < (isDue ? silenceEveryMs : devicesEveryMs)) return;
  askedAt = now;
  void plant.refreshDevices();
});

mount(page, stream.facts, () => <EngineeringView plant={plant} board={board} reload={reload} />);

reportShown(page, (id) => board.tasks.items.value.get(id));

// A stairwell without a signal cannot fetch them: they are here before they are opened.
const whenIdle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 2_000));
whenIdle(
  () =>
    void Promise.all([
      fetchDevicesView(),
      fetchDeviceSheet(),
      fetchDrawSheet(),
      fetchUpkeepView(),
      page.learn('plant'),
      page.learn('draw'),
    ]).catch(() => undefined),
);
