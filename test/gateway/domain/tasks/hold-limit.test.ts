// Putting off: as long as one may alone, until the guest is out, and never out of the ladder's sight.
import { beforeEach, describe, expect, it, test } from 'vitest';
import { houseLadders } from '../../../../gateway/domain/dispatch/house-dispatch.ts';
import { roomEntry } from '../../../../gateway/domain/dispatch/room-entry.ts';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { ask, person, taskNow } from '../dispatch/staffed-hotel.ts';
import { hour, manager, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const li: Actor = { name: 'li', role: 'housekeeping' };
const leader: Actor = { name: 'mei', role: 'housekeeping' };

let hotel: SmallHotel;
let panel: ReturnType<SmallHotel['register']>;
let asked: Task;
beforeEach(() => {
  hotel = openSmallHotel({
    dispatch: { ladders: houseLadders, people: [person('li'), person('mei')], supervisors: { housekeeping: ['mei'] } },
  });
  panel = hotel.register('rc-0801', 'room-controller', room('0801'));
  asked = ask(hotel, '0801');
});

const task = () => taskNow(hotel, asked);
const seen = (occupied: boolean) => hotel.say(panel, [{ at: hotel.now(), readings: { occupied } }]);

describe('a request that is due in a quarter of an hour', () => {
  const rows: [by: Actor, lateMs: number, askedMs: number | undefined, heldMs: number][] = [
    [li, 0, 10 * minute, 10 * minute],
    [li, 0, hour, 15 * minute],
    [li, 0, undefined, 15 * minute],
    [li, hour, hour, 15 * minute],
    [leader, 0, hour, hour],
    [manager, 0, hour, hour],
  ];
  it.each(rows)('put off by %o after %i ms for %i ms is held for %i ms', (by, lateMs, askedMs, heldMs) => {
    hotel.wait(lateMs);
    hotel.act(asked, 'start', by);
    hotel.act(asked, 'hold', by, askedMs === undefined ? {} : { until: hotel.now() + askedMs });
    expect(task().heldUntil).toBe(hotel.now() + heldMs);
  });

  it('climbs its ladder while it is put off', () => {
    hotel.act(asked, 'accept', li);
    hotel.act(asked, 'hold', li, { until: hotel.now() + 15 * minute });
    hotel.wait(8 * minute);
    expect(task().escalation?.told).toEqual(['mei']);
  });
});

describe('until the guest is out', () => {
  beforeEach(() => {
    seen(true);
    hotel.act(asked, 'accept', leader);
    hotel.act(asked, 'hold', leader, { heldFor: 'guest-out', until: hotel.now() + 4 * hour });
  });

  function quietFor(minutes: number): void {
    for (let m = 0; m < minutes; m++) {
      hotel.wait(minute);
      seen(false);
    }
  }

  it('comes back when nobody has been seen for ten minutes', () => {
    quietFor(10);
    expect(task()).toMatchObject({ state: 'on-hold', heldFor: 'guest-out' });
    quietFor(1);
    expect(task()).toMatchObject({ state: 'accepted', assignee: 'mei' });
    expect(task().history.at(-1)).toMatchObject({ step: 'resume', note: 'guest-out' });
  });

  it('stays while the guest comes and goes, also over a restart', () => {
    quietFor(9);
    hotel.wait(minute);
    seen(true);
    hotel.crash();
    quietFor(9);
    expect(task().state).toBe('on-hold');
    quietFor(2);
    expect(task().state).toBe('accepted');
  });

  it('comes back at its end where the guest stays in', () => {
    for (let m = 0; m < 240; m += 10) {
      hotel.wait(10 * minute);
      seen(true);
    }
    expect(task()).toMatchObject({ state: 'accepted' });
  });
});

it('cannot be told by a room without a controller', () => {
  const other = ask(openNextDoor(), '0802');
  hotel.act(other, 'accept', li);
  expect(hotel.act(other, 'hold', li, { heldFor: 'guest-out' }).refusal).toMatchObject({ field: 'heldFor' });
});

function openNextDoor(): SmallHotel {
  hotel.send({ type: 'set-space', space: room('0802') });
  return hotel;
}

const at = Date.UTC(2026, 0, 5, 12);
const heard = (occupied?: boolean) => ({
  presence: 'online' as const,
  lastHeardAt: at - minute,
  lastSample: { at: at - minute, readings: occupied === undefined ? {} : { occupied } },
});
test.each([
  ['somebody is seen', heard(true), 'guest-in'],
  ['nobody is seen for nine minutes', { ...heard(false), emptySince: at - 9 * minute }, 'guest-in'],
  ['nobody is seen for ten minutes', { ...heard(false), emptySince: at - 10 * minute }, 'free'],
  ['a guest is back who was out', { ...heard(true), emptySince: at - hour }, 'guest-in'],
  ['the sign is at the door', { ...heard(false), emptySince: 0, room: { scene: 'do-not-disturb' } }, 'do-not-disturb'],
  ['the controller has no such eye', heard(), 'unknown'],
  ['the controller is silent', { ...heard(false), emptySince: 0, lastHeardAt: at - hour }, 'unknown'],
  ['the controller is gone', { ...heard(false), emptySince: 0, presence: 'offline' as const }, 'unknown'],
])('where %s', (_name, status, state) => {
  expect(roomEntry(status, at).state).toBe(state);
});
