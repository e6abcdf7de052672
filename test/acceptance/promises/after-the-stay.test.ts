// After the stay: the review is answered, and the guest thinks of the house, recommends it and comes again.

import { type PromiseRow, provePromises, servedBy, silenceOfFeed } from './promise-row.ts';
import { day, hour, minute, type PromisedHotel } from './promised-hotel.ts';

const review = { standard: 'review-answered', touchpoint: 'review', stay: 'r1', beginsAt: '10:00' } as const;

/** The guest-relations system tells something every day, of others. */
async function heardDaily(hotel: PromisedHotel, touchpoint: string, type: string, days: number) {
  for (let passed = 0; passed < days; passed++) {
    await hotel.wait(day);
    await hotel.crm(touchpoint, type, { stay: 'r9' });
  }
}

const later = (
  [
    ['10 afterthought, contact within two weeks', 'thought-of-again', 'afterthought', 'contacted', 14],
    ['11 recommendation, a referral within sixty days', 'recommended', 'recommendation', 'referral', 60],
    ['12 rebooking, within sixty days', 'booked-again', 'rebooking', 'reserved', 60],
  ] as const
).flatMap(([name, standard, touchpoint, type, days]): PromiseRow[] => {
  const row = { standard, touchpoint, stay: 'r1', beginsAt: '10:00' } as const;
  return [
    {
      ...row,
      name: `${name}: it comes`,
      expected: 'met',
      async happens(hotel) {
        await hotel.stay('r1', 'checked-out');
        await hotel.wait(3 * day);
        await hotel.crm(touchpoint, type, { stay: 'r1' });
      },
    },
    {
      ...row,
      name: `${name}: it does not come`,
      expected: 'missed',
      async happens(hotel) {
        await hotel.crm(touchpoint, type, { stay: 'r9' });
        await hotel.stay('r1', 'checked-out');
        await heardDaily(hotel, touchpoint, type, days + 1);
      },
    },
    {
      ...row,
      name: `${name}: the system that would tell is silent`,
      expected: 'no-evidence',
      work: silenceOfFeed('crm', (hotel) => hotel.crm(touchpoint, type, { stay: 'r9' })),
      async happens(hotel) {
        await hotel.crm(touchpoint, type, { stay: 'r9' });
        await hotel.stay('r1', 'checked-out');
        await hotel.wait((days + 9) * day);
      },
    },
  ];
});

const rows: PromiseRow[] = [
  {
    ...review,
    name: '9 review, answered on the same day',
    expected: 'met',
    async happens(hotel) {
      await hotel.crm('review', 'posted', { stay: 'r1' });
      await hotel.wait(5 * hour);
      await hotel.crm('review', 'answered', { stay: 'r1' });
    },
  },
  {
    ...review,
    name: '9 review, not answered within a day',
    expected: 'missed',
    work: servedBy('manager'),
    async happens(hotel) {
      await hotel.crm('review', 'posted', { stay: 'r1' });
      await hotel.wait(day + minute);
      await hotel.crm('review', 'posted', { stay: 'r9' });
    },
  },
  {
    ...review,
    name: '9 review, the system that would tell is silent',
    expected: 'no-evidence',
    work: silenceOfFeed('crm', (hotel) => hotel.crm('review', 'posted', { stay: 'r9' })),
    async happens(hotel) {
      await hotel.crm('review', 'posted', { stay: 'r1' });
      await hotel.wait(9 * day);
    },
  },
  ...later,
];

provePromises(rows);
