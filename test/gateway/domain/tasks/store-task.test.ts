// A disk that refused writes and came back: somebody has to look, once for one story.
import { expect, it } from 'vitest';
import { engineer, lobby, minute, openSmallHotel } from '../small-hotel.ts';

function openHouse() {
  const hotel = openSmallHotel();
  hotel.register('tea-l1', 'tea-dispenser', lobby);
  const refuse = (forMs: number) => {
    const since = hotel.now();
    hotel.wait(forMs);
    hotel.send({ type: 'store-back', since, reason: 'database or disk is full' });
  };
  const task = () => hotel.taskOf('hub-store')!;
  return { ...hotel, refuse, task };
}

it('is a task of the engineers, with how long nothing was taken and what the disk said', () => {
  const { refuse, task } = openHouse();
  refuse(90_000);
  expect(task()).toMatchObject({
    kind: 'device-fault',
    role: 'engineer',
    space: 'lobby',
    title: "The hub's disk took nothing for 90 s: database or disk is full",
    evidence: [{ data: { code: 'hub-store', seconds: 90 } }],
  });
});

it('that fails again and again is one task, told again every ten minutes', () => {
  const { refuse, task, openTasks } = openHouse();
  for (let failure = 0; failure < 60; failure += 1) refuse(minute);
  expect(openTasks()).toHaveLength(1);
  expect(task().evidence).toHaveLength(6);
});

it('is over when a person says so: no device can', () => {
  const { refuse, task, act } = openHouse();
  refuse(minute);
  act(task(), 'start', engineer);
  act(task(), 'complete', engineer);
  expect(task().state).toBe('verified');
});

it('of a house without a place is in the log alone', () => {
  const hotel = openSmallHotel();
  hotel.send({ type: 'store-back', since: hotel.now(), reason: 'disk I/O error' });
  expect(hotel.tasks()).toEqual([]);
});
