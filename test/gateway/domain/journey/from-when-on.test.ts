// A promise counts from when on it is given, and what is told has happened: neither the past nor the future is judged.
import { expect, test } from 'vitest';
import { changeTerms } from '../../../../gateway/domain/standards/change-standard.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import { hour, lobby, minute } from '../small-hotel.ts';
import { openStayingHotel, type StayingHotel } from './staying-hotel.ts';

const manager = { name: 'wang', role: 'manager' as const };

function promise(hotel: StayingHotel, id: string, change: Readonly<Record<string, unknown>>) {
  const base = servicePresets.find((one) => one.id === id);
  const changed = changeTerms(base, change);
  if ('wrong' in changed) throw new Error(JSON.stringify(changed.wrong));
  hotel.send({ type: 'set-service-standard', id, terms: changed.terms, origin: 'api', by: manager });
}

const greeted = {
  kind: 'within',
  promise: 'Every guest is greeted',
  from: { stay: ['arrived'] },
  withinSeconds: 60,
  evidence: [{ types: ['greeted'] }],
  owner: 'front-desk',
  source: 'house rule',
};

const cellsOf = (hotel: StayingHotel, id: string) =>
  hotel.cells().filter(({ standard }) => standard?.startsWith(`${id}@`));

test('a new promise says nothing of the guests who came before it', () => {
  const hotel = openStayingHotel();
  hotel.stay('r1', 'arrived');
  hotel.live(10 * minute);
  promise(hotel, 'greeted', greeted);
  hotel.stay('r2', 'arrived');
  hotel.live(10 * minute);
  expect(cellsOf(hotel, 'greeted').map(({ stayReference }) => stayReference)).toEqual(['r2']);
});

test('a promise that is switched on again says nothing of the time between', () => {
  const hotel = openStayingHotel();
  promise(hotel, 'greeted', { ...greeted, enabled: false });
  hotel.stay('r1', 'arrived');
  hotel.live(10 * minute);
  promise(hotel, 'greeted', greeted);
  hotel.live(10 * minute);
  expect(cellsOf(hotel, 'greeted')).toEqual([]);
});

test('another figure for a promise leaves nobody out who waits for it', () => {
  const hotel = openStayingHotel();
  promise(hotel, 'greeted', { ...greeted, withinSeconds: 600 });
  hotel.stay('r1', 'arrived');
  hotel.live(5 * minute);
  promise(hotel, 'greeted', greeted);
  hotel.live(10 * minute);
  expect(cellsOf(hotel, 'greeted')).toMatchObject([{ stayReference: 'r1', outcome: 'missed' }]);
});

test('what a clock that is minutes ahead tells is taken; what is hours ahead has not happened', () => {
  const hotel = openStayingHotel();
  const refused = { refusal: { code: 'invalid', field: 'at', detail: expect.stringContaining('10 minutes') } };
  expect(hotel.stay('r1', 'arrived', hotel.now() + 9 * minute).refusal).toBeUndefined();
  expect(hotel.stay('r2', 'arrived', hotel.now() + 8 * hour)).toMatchObject(refused);
  expect(hotel.tell('arrival', 'tea-served', { at: hotel.now() + 8 * hour, stay: 'r1', space: lobby })).toMatchObject(
    refused,
  );
  expect(hotel.cells().filter(({ stayReference }) => stayReference === 'r2')).toEqual([]);
});

test('a promise that two people change from the same version keeps what was changed first', () => {
  const hotel = openStayingHotel();
  promise(hotel, 'greeted', greeted);
  const read = changeTerms(undefined, { ...greeted, withinSeconds: 30 });
  if ('wrong' in read) throw new Error(JSON.stringify(read.wrong));
  const change = (withinSeconds: number) =>
    hotel.send({
      type: 'set-service-standard',
      id: 'greeted',
      terms: { ...read.terms, withinSeconds } as typeof read.terms,
      madeFrom: 1,
      origin: 'api',
      by: manager,
    });
  expect(change(30).refusal).toBeUndefined();
  expect(change(90).refusal).toMatchObject({
    code: 'stale-version',
    detail: 'greeted is at version 2, and the change was made from version 1',
  });
});
