// Before the guest comes: what the house knows of them, and that they heard from it.

import { type PromiseRow, provePromises, servedBy } from './promise-row.ts';
import { day, hour, iso, minute } from './promised-hotel.ts';

const booking = { touchpoint: 'booking', stay: 'r1' } as const;

const rows: PromiseRow[] = [
  {
    ...booking,
    name: '1 booking, arrival time and preferences are known before the guest comes',
    standard: 'booking-known',
    beginsAt: '15:00',
    expected: 'met',
    async happens(hotel) {
      const expectedArrivalAt = iso(hotel.now());
      await hotel.stay('r1', 'reserved', { at: hotel.now() - day, expectedArrivalAt, preferences: { pillow: 'soft' } });
      await hotel.stay('r1', 'arrived');
    },
  },
  {
    ...booking,
    name: '1 booking, nobody asked what the guest likes',
    standard: 'booking-known',
    beginsAt: '15:00',
    expected: 'missed',
    async happens(hotel) {
      await hotel.stay('r1', 'reserved', { at: hotel.now() - day, expectedArrivalAt: iso(hotel.now()) });
      await hotel.stay('r1', 'arrived');
    },
  },
  {
    ...booking,
    name: '1 booking, no reservation was ever told',
    standard: 'booking-known',
    beginsAt: '15:00',
    expected: 'no-evidence',
    happens: (hotel) => hotel.stay('r1', 'arrived'),
  },
  {
    ...booking,
    name: 'the message on the day before, sent by noon',
    standard: 'message-day-before',
    beginsAt: '10:00',
    expected: 'met',
    async happens(hotel) {
      await hotel.stay('r1', 'reserved', { expectedArrivalAt: iso(hotel.now() + day) });
      await hotel.live(2 * hour);
      await hotel.tell('front-desk', 'booking', 'message-sent', { stay: 'r1' });
    },
  },
  {
    ...booking,
    name: 'the message on the day before, not sent by six',
    standard: 'message-day-before',
    beginsAt: '17:50',
    expected: 'missed',
    work: servedBy('front-desk'),
    async happens(hotel) {
      await hotel.tell('front-desk', 'booking', 'message-sent', { stay: 'r0' });
      await hotel.stay('r1', 'reserved', { expectedArrivalAt: iso(hotel.now() + day) });
      await hotel.live(11 * minute);
    },
  },
  {
    ...booking,
    name: 'the message on the day before, while the hub was away at six',
    standard: 'message-day-before',
    beginsAt: '17:50',
    expected: 'no-evidence',
    async happens(hotel) {
      await hotel.tell('front-desk', 'booking', 'message-sent', { stay: 'r0' });
      await hotel.stay('r1', 'reserved', { expectedArrivalAt: iso(hotel.now() + day) });
      await hotel.hubAway(20 * minute);
    },
  },
];

provePromises(rows);
