// Silence: one task for one device, one incident for a floor, for the house, for the broker; never one per device.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { engineer, lobby, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

let hotel: SmallHotel;
let devices: DeviceId[];
let tea: DeviceId;

/** Five rooms on each of three floors, and the lobby's tea. All were heard just now. */
beforeEach(() => {
  hotel = openSmallHotel();
  devices = ['11', '12', '13'].flatMap((floor) =>
    ['01', '02', '03', '04', '05'].map((nth) =>
      hotel.register(`rc-${floor}${nth}`, 'room-controller', room(`${floor}${nth}`)),
    ),
  );
  tea = hotel.register('tea-l1', 'tea-dispenser', lobby);
  for (const id of all()) presence(id, 'online');
});

const all = () => [...devices, tea];
const onFloor = (floor: string) => devices.filter((id) => id.startsWith(`rc-${floor}`));
const presence = (device: DeviceId, is: 'online' | 'offline') => hotel.send({ type: 'presence', device, presence: is });
const speak = (...ids: DeviceId[]) => {
  for (const id of ids) hotel.say(id, [{ at: hotel.now(), readings: { temperature: 21, setpoint: 22 } }]);
};
/** Time in which all but these go on speaking. */
function pass(minutes: number, ...silent: DeviceId[]) {
  for (let i = 0; i < minutes * 2; i++) {
    hotel.wait(30_000);
    speak(...all().filter((id) => !silent.includes(id)));
  }
}
const offlineTasks = () => hotel.openTasks().filter((one) => one.kind === 'device-offline');
const causes = () => offlineTasks().map((one) => one.cause);
const kinds = () => hotel.openIncidents().map((one) => `${one.kind} ${one.subject}`);
const [first] = ['rc-1101' as DeviceId];

describe('one device', () => {
  it('that was never heard is not offline', () => {
    const fresh = hotel.register('rc-1199', 'room-controller', room('1199'));
    pass(60, fresh);
    expect(hotel.hotel().device('rc-1199')?.presence).toBe('unknown');
    expect(causes()).toEqual([]);
  });

  it('is offline at its last will, and a task only after its kind’s time-out', () => {
    presence(first, 'offline');
    expect(hotel.hotel().device(first)?.presence).toBe('offline');
    pass(4.5, first);
    expect(causes()).toEqual([]);
    pass(1, first);
    expect(causes()).toEqual(['device-offline:rc-1101']);
    expect(offlineTasks()).toMatchObject([{ role: 'engineer', device: first, state: 'open' }]);
  });

  it('that falls silent without a will is offline after its kind’s time-out', () => {
    pass(2.5, tea);
    expect(hotel.hotel().device(tea)?.presence).toBe('online');
    pass(1, tea);
    expect(hotel.hotel().device(tea)?.presence).toBe('offline');
    expect(causes()).toEqual(['device-offline:tea-l1']);
  });

  it('that comes back in time is nobody’s task', () => {
    presence(first, 'offline');
    pass(4, first);
    presence(first, 'online');
    pass(10);
    expect(hotel.tasks()).toEqual([]);
  });

  const waysBack: [name: string, back: () => unknown][] = [
    ['a sample', () => speak(first)],
    ['its presence', () => presence(first, 'online')],
    [
      'an event',
      () =>
        hotel.send({
          type: 'device-event',
          device: first,
          id: 'e1',
          at: hotel.now(),
          clock: 'device',
          event: 'door',
          data: { open: true },
          unknownFields: 0,
        }),
    ],
    [
      'an about',
      () =>
        hotel.send({
          type: 'about',
          device: first,
          about: { kind: 'room-controller', model: 'x', firmware: '1' },
          unknownFields: 0,
        }),
    ],
  ];
  it.each(waysBack)('is back with %s: the task solved itself', (_name, back) => {
    pass(6, first);
    hotel.wait(1);
    back();
    expect(hotel.hotel().device(first)?.presence).toBe('online');
    expect(hotel.tasks()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is back in the very instant in which it was told: solved all the same', () => {
    presence(first, 'offline');
    hotel.wait(5 * minute);
    for (const id of all()) speak(id);
    expect(offlineTasks()).toEqual([]);
  });

  it('whose task is done is verified when it speaks', () => {
    pass(6, first);
    const task = offlineTasks()[0] as Task;
    hotel.act(task, 'start', engineer);
    hotel.act(task, 'complete', engineer);
    expect(hotel.taskOf(task.cause)?.state).toBe('done');
    hotel.wait(1);
    speak(first);
    expect(hotel.taskOf(task.cause)?.state).toBe('verified');
  });

  it('is told once however long it is gone', () => {
    pass(120, first);
    expect(offlineTasks()).toHaveLength(1);
    expect(offlineTasks()[0]?.history).toHaveLength(1);
  });

  it('is told again at its next silence', () => {
    pass(6, first);
    pass(1);
    pass(6, first);
    expect(hotel.tasks().map((one) => one.state)).toEqual(['cancelled', 'open']);
  });

  it('that is revoked takes its task with it', () => {
    pass(6, first);
    hotel.send({ type: 'revoke-device', device: first, by: engineer });
    expect(hotel.tasks()).toMatchObject([{ state: 'cancelled' }]);
    hotel.wait(60 * minute);
    expect(causes()).not.toContain('device-offline:rc-1101');
  });
});

describe('a whole floor', () => {
  it('is one incident with one task, never one per device', () => {
    pass(8, ...onFloor('12'));
    expect(kinds()).toEqual(['floor-offline 12']);
    expect(causes()).toEqual(['floor-offline:12']);
    expect(hotel.openIncidents()[0]?.devices).toHaveLength(5);
  });

  it('that falls silent in the course of a minute is still one', () => {
    for (const id of onFloor('12')) {
      presence(id, 'offline');
      pass(0.5, ...onFloor('12'));
    }
    pass(8, ...onFloor('12'));
    expect(kinds()).toEqual(['floor-offline 12']);
    expect(causes()).toEqual(['floor-offline:12']);
  });

  it('two rooms of five are two tasks', () => {
    const two = onFloor('12').slice(0, 2);
    pass(8, ...two);
    expect(kinds()).toEqual([]);
    expect(causes()).toHaveLength(2);
  });

  it('is over when it speaks again', () => {
    pass(8, ...onFloor('12'));
    pass(1);
    expect(kinds()).toEqual([]);
    expect(hotel.openTasks()).toEqual([]);
  });

  it('of which one does not come back leaves that one its own time-out and task', () => {
    const [straggler] = onFloor('12') as [DeviceId];
    pass(8, ...onFloor('12'));
    pass(1, straggler);
    expect(kinds()).toEqual([]);
    expect(causes()).toEqual([]);
    pass(6, straggler);
    expect(causes()).toEqual([`device-offline:${straggler}`]);
  });

  it('is not waited for by devices that are revoked', () => {
    const [one, two, ...others] = onFloor('12') as [DeviceId, DeviceId, ...DeviceId[]];
    pass(8, ...onFloor('12'));
    pass(1, ...others);
    expect(kinds()).toEqual(['floor-offline 12']);
    for (const id of others) hotel.send({ type: 'revoke-device', device: id, by: engineer });
    expect(kinds()).toEqual([]);
    expect([one, two].map((id) => hotel.hotel().device(id)?.presence)).toEqual(['online', 'online']);
  });
});

describe('the whole house', () => {
  it('is one incident with one task', () => {
    hotel.wait(20 * minute);
    expect(kinds()).toEqual(['broker-offline demo']);
    expect(causes()).toEqual(['broker-offline:demo']);
    expect(hotel.openIncidents()[0]?.devices).toHaveLength(16);
  });

  it('at its last wills is one incident too', () => {
    for (const id of all()) presence(id, 'offline');
    hotel.wait(20 * minute);
    expect(hotel.incidents()).toHaveLength(1);
    expect(causes()).toEqual(['broker-offline:demo']);
  });

  it('is over when most of it is back, and nobody is alarmed about the rest before their time', () => {
    hotel.wait(20 * minute);
    const missing = devices.slice(0, 2);
    pass(1, ...missing);
    expect(kinds()).toEqual([]);
    expect(causes()).toEqual([]);
    pass(6, ...missing);
    expect(causes().toSorted()).toEqual(missing.map((id) => `device-offline:${id}`));
  });
});

describe('a restart of the hub', () => {
  it('gives every device its whole time-out again', () => {
    hotel.wait(2 * minute);
    hotel.crash();
    hotel.wait(2 * minute);
    expect(hotel.tasks()).toEqual([]);
    hotel.wait(10 * minute);
    expect(kinds()).toEqual(['broker-offline demo']);
  });

  it('forgets no silence: the device that speaks right after it is back', () => {
    pass(6, first);
    hotel.crash();
    pass(10, first);
    expect(offlineTasks()[0]?.history).toHaveLength(1);
    hotel.crash();
    hotel.wait(1);
    speak(first);
    expect(hotel.tasks()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('tells nothing twice', () => {
    pass(8, ...onFloor('12'), tea);
    const before = [kinds(), causes()];
    hotel.crash();
    pass(8, ...onFloor('12'), tea);
    expect([kinds(), causes()]).toEqual(before);
    pass(1);
    expect([kinds(), causes()]).toEqual([[], []]);
  });
});

describe('the link to an external broker', () => {
  const link = (up: boolean) => hotel.send({ type: 'broker-link', up });

  it('that goes is one incident at once', () => {
    link(false);
    link(false);
    expect(kinds()).toEqual(['broker-offline demo']);
    expect(causes()).toEqual(['broker-offline:demo']);
  });

  it('that stays away makes no device’s task', () => {
    link(false);
    hotel.wait(60 * minute);
    expect(hotel.incidents()).toHaveLength(1);
    expect(causes()).toEqual(['broker-offline:demo']);
  });

  it('that comes back ends it, and all have their time-out anew', () => {
    link(false);
    hotel.wait(60 * minute);
    link(true);
    expect(kinds()).toEqual([]);
    expect(causes()).toEqual([]);
    pass(4, first);
    expect(hotel.openTasks()).toEqual([]);
    pass(3, first);
    expect(causes()).toEqual(['device-offline:rc-1101']);
  });

  it('that comes back after a restart ends the incident of before', () => {
    link(false);
    hotel.crash();
    link(true);
    expect(kinds()).toEqual([]);
  });

  it('that was never down changes nothing when it is up', () => {
    expect(link(true).facts).toEqual([]);
  });
});
