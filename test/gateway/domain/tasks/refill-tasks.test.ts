// The lobby's tea: somebody comes before it is empty, and the level shows that somebody came.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../gateway/domain/inputs.ts';
import type { Task } from '../../../../gateway/domain/task.ts';
import { hour, lobby, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const desk: Actor = { name: 'sun', role: 'front-desk' };
let hotel: SmallHotel;
let tea: ReturnType<SmallHotel['register']>;

beforeEach(() => {
  hotel = openSmallHotel();
  tea = hotel.register('tea-l1', 'tea-dispenser', lobby);
});

const task = () => hotel.taskOf('refill:tea-l1:level') as Task;
const level = (percent: number, at = hotel.now()) =>
  hotel.say(tea, [{ at, readings: { level: percent, temperature: 90 } }]);

/** Tea runs down by 20 % an hour, told every minute and a half. */
function pourDown(from: number, to: number, clockOffMs = 0) {
  for (let percent = from; percent >= to; percent -= 0.5) {
    hotel.wait(90_000);
    level(percent, hotel.now() + clockOffMs);
  }
}

const refills = () => hotel.tasks().filter((one) => one.kind === 'refill');
const openRefills = () => hotel.openTasks().filter((one) => one.kind === 'refill');

describe('a refill task', () => {
  it('is opened about an hour before the end, for the front desk in the lobby, due at the end', () => {
    pourDown(100, 21);
    expect(refills()).toEqual([]);
    pourDown(20.5, 18);
    expect(task()).toMatchObject({ state: 'open', role: 'front-desk', priority: 2 });
    const leftMs = (task().dueAt ?? 0) - task().openedAt;
    expect(leftMs).toBeGreaterThan(50 * minute);
    expect(leftMs).toBeLessThanOrEqual(hour);
  });

  it('is housekeeping’s elsewhere', () => {
    const other = hotel.register('tea-f3', 'tea-dispenser', { ...room('0301'), kind: 'corridor' });
    hotel.say(other, [{ at: hotel.now(), readings: { level: 3, temperature: 90 } }]);
    expect(hotel.taskOf('refill:tea-f3:level')?.role).toBe('housekeeping');
  });

  it('is one, however often the level is told, and tells it anew each time half of it is gone', () => {
    pourDown(30, 2);
    expect(refills()).toHaveLength(1);
    const levels = task().evidence.map((one) => Number(one.data?.['level']));
    expect(levels).toHaveLength(4);
    for (const [index, told] of levels.slice(1).entries()) expect(told).toBeLessThanOrEqual((levels[index] ?? 0) / 2);
    expect(task().dueAt).toBeLessThanOrEqual(Number(task().evidence.at(-1)?.data?.['runOutAt']));
  });

  it('is due sooner where the house drinks faster than it did', () => {
    pourDown(40, 18);
    const dueBefore = task().dueAt ?? 0;
    for (let percent = 17; percent >= 8; percent--) {
      hotel.wait(20_000);
      level(percent);
    }
    expect(task().dueAt).toBeLessThan(dueBefore - 10 * minute);
  });

  it('is urgent once it is empty, told once', () => {
    pourDown(30, 1);
    level(0);
    hotel.wait(minute);
    level(0);
    expect(task()).toMatchObject({ priority: 1 });
    expect(task().history.filter((one) => one.step === 'raise-priority')).toHaveLength(1);
  });

  it('solves itself when somebody fills it without a word', () => {
    pourDown(30, 10);
    hotel.wait(minute);
    level(100);
    expect(task()).toMatchObject({ state: 'cancelled' });
    expect(task().history.at(-1)?.note).toBe('solved-itself');
  });

  function reportDone() {
    hotel.act(task(), 'start', desk);
    hotel.act(task(), 'complete', desk);
  }

  it('reported done is verified when the level shows it', () => {
    pourDown(30, 10);
    reportDone();
    expect(task().state).toBe('done');
    hotel.wait(30_000);
    level(98);
    expect(task().state).toBe('verified');
  });

  it('reported done where the level showed it before is verified at the word', () => {
    pourDown(30, 10);
    hotel.act(task(), 'start', desk);
    hotel.wait(minute);
    level(98);
    expect(task().state).toBe('started');
    hotel.act(task(), 'complete', desk);
    expect(task().state).toBe('verified');
  });

  it('reported done that does not show within two minutes is reopened', () => {
    pourDown(30, 10);
    reportDone();
    hotel.wait(minute);
    level(10);
    expect(task().state).toBe('done');
    hotel.wait(minute);
    level(10);
    expect(task().state).toBe('reopened');
    hotel.wait(minute);
    level(10);
    expect(task().history.filter((one) => one.step === 'reopen')).toHaveLength(1);
  });

  it('that a person cancelled stays cancelled until it was refilled', () => {
    pourDown(30, 10);
    hotel.act(task(), 'cancel', desk);
    hotel.wait(minute);
    level(9);
    level(9, hotel.now() + 1);
    expect(openRefills()).toEqual([]);
    hotel.wait(minute);
    level(100);
    hotel.wait(minute);
    pourDown(99, 10);
    expect(openRefills()).toHaveLength(1);
  });

  it('is not opened again by a resend of the reading that opened it', () => {
    level(3);
    hotel.act(task(), 'cancel', desk);
    level(3, task().openedAt);
    expect(openRefills()).toEqual([]);
  });

  it('is not opened by a backlog that ends well', () => {
    const from = hotel.now() - hour;
    hotel.say(
      tea,
      [50, 30, 10, 2, 100, 99].map((percent, i) => ({
        at: from + i * 10 * minute,
        readings: { level: percent, temperature: 90 },
      })),
    );
    expect(refills()).toEqual([]);
  });

  it('goes by the device’s own clock, wrong by a time zone as it may be', () => {
    const off = -8 * hour;
    pourDown(100, 45, off);
    expect(refills()).toEqual([]);
    pourDown(44.5, 15, off);
    expect(task()?.state).toBe('open');
    expect(task().dueAt).toBeGreaterThan(task().openedAt);
    hotel.wait(minute);
    level(100, hotel.now() + off);
    expect(task()?.state).toBe('cancelled');
  });

  it('survives a restart, and so does the rate of use', () => {
    pourDown(60, 25);
    hotel.crash();
    pourDown(24, 15);
    hotel.crash();
    hotel.wait(minute);
    level(100);
    expect(refills().map((one) => one.state)).toEqual(['cancelled']);
  });

  it('of leaves is beside that of water', () => {
    hotel.say(tea, [{ at: hotel.now(), readings: { level: 3, leaves: 4, cups: 100, temperature: 90 } }]);
    expect(refills().map((one) => one.cause)).toEqual(['refill:tea-l1:level', 'refill:tea-l1:leaves']);
  });
});

describe('a cup of tea', () => {
  const cup = (id: string, type: string, data: object) =>
    hotel.send({
      type: 'device-event',
      device: tea,
      id,
      at: hotel.now(),
      clock: 'device',
      event: type,
      data: data as Record<string, unknown>,
      unknownFields: 0,
    });
  const touchpoints = () => hotel.facts.flatMap((one) => (one.type === 'touchpoint-recorded' ? [one.touchpoint] : []));

  it('is evidence of the arrival’s tea, once, and no promise kept by itself', () => {
    cup('e1', 'dispensed', { product: 'oolong', volume: 0.2, temperature: 85 });
    cup('e1', 'dispensed', { product: 'oolong', volume: 0.2, temperature: 85 });
    expect(touchpoints()).toMatchObject([{ id: 'tea-l1:e1', touchpoint: 'arrival', type: 'dispensed', value: 0.2 }]);
    expect(touchpoints()[0]?.outcome).toBeUndefined();
  });

  it('and a refill are two things', () => {
    cup('e1', 'refilled', {});
    expect(touchpoints()).toMatchObject([{ type: 'refilled' }]);
    expect(touchpoints()[0]?.touchpoint).toBeUndefined();
  });
});
