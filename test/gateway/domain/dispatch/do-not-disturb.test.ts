// The guest who is not to be disturbed, and work that lost its point.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { engineer, hour, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';
import { ask, taskNow } from './staffed-hotel.ts';

let hotel: SmallHotel;
let panel: DeviceId;
let outlet: DeviceId;
let events = 0;

beforeEach(() => {
  hotel = openSmallHotel();
  panel = hotel.register('rc-1203', 'room-controller', room('1203'));
  outlet = hotel.register('hw-1203', 'hot-water-sensor', room('1203'));
});

function scene(name: string, device = panel) {
  events += 1;
  hotel.send({
    type: 'device-event',
    device,
    id: `e${events}`,
    at: hotel.now(),
    clock: 'device',
    event: 'scene',
    data: { scene: name },
    unknownFields: 0,
  });
}

const slow = (): Task => {
  hotel.pour(outlet, { hotAfterS: 14 });
  return hotel.taskOf('warm-up:hw-1203') as Task;
};
const steps = (task: Task) => taskNow(hotel, task).history.map(({ step, note }) => `${step} ${note ?? ''}`.trim());

describe('do not disturb', () => {
  it('holds what is open, and takes it up by itself with its time', () => {
    const task = slow();
    scene('do-not-disturb');
    expect(taskNow(hotel, task)).toMatchObject({ state: 'on-hold', heldFor: 'do-not-disturb', version: 2 });
    hotel.wait(3 * hour);
    scene('make-up-room');
    const after = taskNow(hotel, task);
    expect(after).toMatchObject({ state: 'open', dueAt: (task.dueAt ?? 0) + 3 * hour });
    expect(after.heldFor).toBeUndefined();
    expect(steps(task).slice(-2)).toEqual(['hold do-not-disturb', 'resume do-not-disturb-ended']);
  });

  it('holds what comes meanwhile, over a restart too', () => {
    scene('do-not-disturb');
    hotel.crash();
    const task = slow();
    expect(task.state).toBe('on-hold');
    hotel.crash();
    scene('welcome');
    expect(taskNow(hotel, task).state).toBe('open');
  });

  it('gives it back to who had accepted it', () => {
    const task = slow();
    hotel.act(task, 'accept', engineer);
    scene('do-not-disturb');
    expect(taskNow(hotel, task)).toMatchObject({ state: 'on-hold', assignee: 'chen' });
    scene('make-up-room');
    expect(taskNow(hotel, task)).toMatchObject({ state: 'accepted', assignee: 'chen' });
  });

  it('leaves alone who is in the room, and what the guest asks for', () => {
    const task = slow();
    hotel.act(task, 'start', engineer);
    scene('do-not-disturb');
    expect(taskNow(hotel, task).state).toBe('started');
    expect(taskNow(hotel, ask(hotel, '1203')).state).toBe('open');
  });

  it('does not hold what is grave, nor keep what becomes so', () => {
    const task = slow();
    scene('do-not-disturb');
    slow();
    expect(taskNow(hotel, task)).toMatchObject({ state: 'open', priority: 1 });
    expect(steps(task)).toContain('resume priority-one');
  });

  it('is the room’s own', () => {
    const other = hotel.register('rc-1204', 'room-controller', room('1204'));
    const task = slow();
    scene('do-not-disturb', other);
    expect(taskNow(hotel, task).state).toBe('open');
  });

  it('ends with the panel that said it', () => {
    const task = slow();
    scene('do-not-disturb');
    hotel.send({ type: 'revoke-device', device: panel, by: engineer });
    expect(taskNow(hotel, task).state).toBe('open');
  });

  it('ends nothing that a person holds', () => {
    const task = slow();
    hotel.act(task, 'start', engineer);
    hotel.act(task, 'hold', engineer, { until: hotel.now() + hour });
    scene('do-not-disturb');
    scene('make-up-room');
    expect(taskNow(hotel, task).state).toBe('on-hold');
    hotel.wait(hour + minute);
    expect(taskNow(hotel, task).state).toBe('accepted');
  });
});
