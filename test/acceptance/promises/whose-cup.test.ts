// Whose cup was it: a party has one a guest, a card says it, a tap says it; and what is expected of the guests who come fills the
// machine before they do.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { hour, iso, minute, openPromisedHotel, type PromisedHotel } from './promised-hotel.ts';

let hotel: PromisedHotel;

beforeEach(async () => {
  hotel = await openPromisedHotel('15:00');
  await hotel.add('tea-l1', 'tea-dispenser', 'lobby');
});
afterEach(() => hotel.close());

const tea = async (stay: string) => (await hotel.cells('tea-first')).find((cell) => cell.stay === stay);

describe('a cup', () => {
  test('of a party of two is not the tea of the guest behind them', async () => {
    await hotel.stay('two', 'arrived', { partySize: 2 });
    await hotel.live(20_000);
    await hotel.stay('one', 'arrived');
    for (let cup = 0; cup < 2; cup++) {
      await hotel.live(10_000);
      await hotel.dispense('tea-l1', 'green-tea');
    }
    await hotel.live(4 * minute);
    expect(await tea('two')).toMatchObject({ outcome: 'met', evidence: { matchedBy: 'time-window', cups: 2 } });
    expect(await tea('one')).toMatchObject({ outcome: 'missed' });
  });

  test('that is given for a card is that guest’s, whoever stands nearer in time', async () => {
    await hotel.stay('first', 'arrived');
    await hotel.live(10_000);
    await hotel.stay('second', 'arrived');
    await hotel.live(10_000);
    await hotel.dispense('tea-l1', 'green-tea', { card: 'second' });
    await hotel.live(4 * minute);
    expect(await tea('second')).toMatchObject({ outcome: 'met', seconds: 10, evidence: { matchedBy: 'card' } });
    expect(await tea('first')).toMatchObject({ outcome: 'missed' });
  });

  test('that the host taps for a guest is theirs, and the machine’s cup beside it nobody else’s', async () => {
    await hotel.stay('first', 'arrived');
    await hotel.stay('second', 'arrived');
    await hotel.live(30_000);
    await hotel.dispense('tea-l1', 'green-tea');
    await hotel.tell('front-desk', 'arrival', 'tea-served', { stay: 'second', space: 'lobby' });
    await hotel.live(4 * minute);
    expect(await tea('second')).toMatchObject({ outcome: 'met', evidence: { matchedBy: 'staff-tap' } });
    expect(await tea('first')).toMatchObject({ outcome: 'missed' });
  });

  test('that matches nobody proves that there is tea, and no service', async () => {
    await hotel.dispense('tea-l1', 'green-tea');
    await hotel.live(10 * minute);
    expect(await hotel.cells('tea-first')).toEqual([]);
  });
});

test('a tea machine is to be filled before the guests come who will empty it', async () => {
  hotel.set('tea-l1', { cups: 60 });
  await hotel.live(2 * minute);
  hotel.set('tea-l1', { cups: 15 });
  await hotel.live(5 * hour);
  const refills = async () => (await hotel.tasks()).filter(({ kind, state }) => kind === 'refill' && state === 'open');
  expect(await refills()).toEqual([]);
  for (let party = 0; party < 12; party++) {
    const expectedArrivalAt = iso(hotel.now() + 30 * minute + party * 10 * minute);
    await hotel.stay(`p${party}`, 'reserved', { expectedArrivalAt, partySize: 2 });
  }
  await hotel.live(2 * minute);
  const [task] = await eventually(refills, (found) => found.length > 0);
  expect(task).toMatchObject({
    role: 'front-desk',
    title: 'Refill cups of tea-l1: 24 arrivals expected, stock for 15',
    dueAt: iso(hotel.now() - 2 * minute + 30 * minute + 70 * minute),
    evidence: [{ data: { expected: 'arrivals', guests: 24, servings: 15 } }],
  });
  for (let party = 0; party < 8; party++) await hotel.stay(`p${party}`, 'cancelled');
  await hotel.live(2 * minute);
  await eventually(refills, (found) => found.length === 0);
  expect((await hotel.task(task?.id ?? '')).history.at(-1)).toMatchObject({ note: 'solved-itself' });
});
