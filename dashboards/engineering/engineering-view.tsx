// The house at a glance, then its draws, its devices and the engineer's tasks. The address says which.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { isOver } from '../shared/task/is-over.ts';
import type { TaskBoard } from '../shared/task/task-board.ts';
import { lazily } from '../shared/ui/lazily.tsx';
import { ListState } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { deviceCondition } from './device-condition.ts';
import { DrawsView } from './draws-view.tsx';
import { firmwareFleet } from './firmware-fleet.ts';
import { HouseView } from './house-view.tsx';
import type { Plant } from './plant.ts';
import { TasksOfEngineers } from './tasks-of-engineers.tsx';
import { deviceRows } from './view-model.ts';

/** Every device, and what it last said. */
export const fetchDevicesView = async () => (await import('./devices-view.tsx')).DevicesView;
/** The sheet of a draw, with its curve. */
export const fetchDrawSheet = async () => (await import('../shared/draw/draw-sheet.tsx')).DrawSheet;
/** What will break next. */
export const fetchUpkeepView = async () => (await import('./upkeep-view.tsx')).UpkeepView;
/** The sheet of a device, with its history. */
export const fetchDeviceSheet = async () => (await import('./device-sheet.tsx')).DeviceSheet;
const DevicesView = lazily('plant', fetchDevicesView);
const DrawSheet = lazily('draw', fetchDrawSheet);
const UpkeepView = lazily('plant', fetchUpkeepView);
const DeviceSheet = lazily('plant', fetchDeviceSheet);

const views = ['house', 'tasks', 'draws', 'devices', 'upkeep'] as const;

interface EngineeringViewProps {
  readonly plant: Plant;
  readonly board: TaskBoard;
  reload(): void;
}

export function EngineeringView({ plant, board, reload }: EngineeringViewProps) {
  const { say, place, clock, language } = usePage();
  const at = place.at.value;
  const view = views.find((one) => one === at.get('view')) ?? 'house';
  const { devices } = plant;
  const moment = { now: clock.now.value, askedAt: plant.devicesAskedAt.value };
  const heldDraws = plant.draws.items.value;
  const draws = useMemo(() => newestFirst(heldDraws.values()), [heldDraws]);
  const heldDevices = devices.items.value;
  const fleet = useMemo(() => firmwareFleet(heldDevices.values()), [heldDevices]);
  const openTasks = [...board.tasks.items.value.values()].filter((task) => task.role === 'engineer' && !isOver(task));
  const deviceId = at.get('device');
  const device = devices.items.value.get(deviceId ?? '');
  const drawId = at.get('draw');
  const tabs = useRef<HTMLElement>(null);
  // On a narrow phone they scroll: the one that is open is seen whole.
  useEffect(
    () => tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [view, language.value],
  );
  return (
    <>
      <nav ref={tabs} class="tabs" aria-label={say('engineering.views')}>
        {views.map((one) => (
          <PlaceLink
            key={one}
            to={{ view: one === 'house' ? undefined : one }}
            aria-current={one === view ? 'page' : undefined}
          >
            {say(`engineering.view.${one}`)}
            {one === 'tasks' && <span class="count">{openTasks.length}</span>}
          </PlaceLink>
        ))}
      </nav>
      <ListState state={devices.state.value} retry={reload} />
      {view === 'house' && <HouseView plant={plant} board={board} draws={draws} fleet={fleet} />}
      {view === 'draws' && <DrawsView draws={draws} state={plant.draws.state.value} retry={reload} />}
      {view === 'devices' && <DevicesView rows={deviceRows(devices.items.value.values(), moment)} />}
      {view === 'tasks' && <TasksOfEngineers board={board} />}
      {view === 'upkeep' && (
        <UpkeepView plant={plant} draws={draws} tasks={board.tasks.items.value.values()} fleet={fleet} />
      )}
      {deviceId !== null && devices.state.value === 'loaded' && (
        <DeviceSheet
          key={deviceId}
          id={deviceId}
          row={device && { device, ...deviceCondition(device, moment) }}
          draws={draws}
          tasks={board.tasks.items.value.values()}
          fleet={fleet}
          onClose={() => place.go({ device: undefined })}
        />
      )}
      {drawId !== null && (
        <DrawSheet
          key={drawId}
          id={drawId}
          news={newsOf(plant.draws.items.value.get(drawId))}
          onClose={() => place.go({ draw: undefined })}
        />
      )}
    </>
  );
}

function newestFirst(draws: Iterable<Draw>): readonly Draw[] {
  return [...draws].sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
}

/** Changes when the tap closes: then the curve is whole. */
function newsOf(draw: Draw | undefined): number {
  return draw?.endedAt == null ? 0 : Date.parse(draw.endedAt);
}
