// The twelve touchpoints of a stay as standards that ship. On where the property has what they need.
import {
  type Places,
  type ServiceStandard,
  type ServiceStandardDraft,
  ServiceStandardTerms,
} from './service-standard.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const lobby: Places = { kinds: ['lobby'], spaces: ['lobby'] };
const breakfastRoom: Places = { spaces: ['breakfast', 'breakfast-room', 'restaurant'] };
const snackPlace: Places = { spaces: ['snack', 'snack-bar', 'pantry'] };
const tea = { kinds: ['tea-dispenser' as const], places: lobby };
const lobbyDispensers = { kinds: ['tea-dispenser' as const, 'water-dispenser' as const], places: lobby };
const controllers = { kinds: ['room-controller' as const] };
const cabinets = { kinds: ['water-dispenser' as const] };
const bottle = { types: ['dispensed'], products: ['bottle'], devices: cabinets };
const houseRule = 'house rule';

export function ship(id: string, draft: ServiceStandardDraft): ServiceStandard {
  return { id, version: 1, ...ServiceStandardTerms.parse(draft) };
}

export const stayPresets: readonly ServiceStandard[] = [
  ship('booking-known', {
    kind: 'measure',
    touchpoint: 'booking',
    promise: 'Preferences and arrival time are known before arrival',
    at: { stay: ['arrived', 'check-in-started', 'checked-in'] },
    checks: [
      { check: 'known', what: 'expected-arrival' },
      { check: 'known', what: 'preferences' },
    ],
    targetShare: 0.9,
    owner: 'front-desk',
    opensTask: false,
    source: houseRule,
  }),
  ship('tea-first', {
    kind: 'within',
    touchpoint: 'arrival',
    promise: 'Tea before check-in starts, at most two minutes after arrival',
    needs: [{ devices: tea }],
    from: { stay: ['arrived'] },
    withinSeconds: 2 * minute,
    notAfter: ['check-in-started'],
    evidence: [
      { types: ['dispensed'], devices: tea },
      { touchpoint: 'arrival', person: true },
    ],
    owner: 'front-desk',
    source: 'house rule: tea first, for every arrival',
  }),
  ship('check-in-3min', {
    kind: 'within',
    touchpoint: 'arrival',
    promise: 'Check-in within three minutes',
    from: { stay: ['check-in-started'] },
    withinSeconds: 3 * minute,
    evidence: [{ stayEvent: 'checked-in' }],
    targetShare: 0.95,
    owner: 'front-desk',
    source: 'house rule: three minutes',
  }),
  ship('room-ready', {
    kind: 'measure',
    touchpoint: 'room-first-look',
    promise: 'The room is ready before the key: 22 to 26 °C, controller online, hot water proven by the last draw',
    needs: [{ devices: controllers }],
    at: { stay: ['checked-in'] },
    checks: [
      { check: 'online', devices: controllers },
      { check: 'reading', reading: 'temperature', devices: controllers, min: 22, max: 26 },
      { check: 'reading', reading: 'hot', devices: { kinds: ['hot-water-sensor'] }, min: 1, ageSeconds: 2 * day },
    ],
    targetShare: 0.95,
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('first-answer', {
    kind: 'within',
    touchpoint: 'first-contact',
    promise: "A guest's request is answered at once",
    from: { event: { types: ['request'] } },
    through: controllers,
    same: 'request-id',
    withinSeconds: minute,
    evidence: [{ types: ['request-answered'] }],
    targetShare: 0.9,
    owner: 'front-desk',
    opensTask: false,
    source: 'house rule: at once, counted as one minute',
  }),
  ship('breakfast-machines', {
    kind: 'available',
    touchpoint: 'breakfast',
    promise: 'The machines are full and work through breakfast',
    devices: { kinds: ['tea-dispenser', 'water-dispenser'], places: breakfastRoom },
    hours: [{ from: '06:30', to: '10:00' }],
    share: 0.95,
    readings: [{ reading: 'level', min: 5 }],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('waiting-drink', {
    kind: 'available',
    touchpoint: 'waiting',
    promise: 'Something to drink where guests wait',
    devices: lobbyDispensers,
    hours: [{ from: '07:00', to: '23:00' }],
    share: 0.95,
    readings: [{ reading: 'level', min: 5 }],
    owner: 'front-desk',
    source: houseRule,
  }),
  ship('snack-stocked', {
    kind: 'available',
    touchpoint: 'snack',
    promise: 'A bite at noon and late at night',
    devices: { kinds: ['tea-dispenser', 'water-dispenser'], places: snackPlace },
    hours: [
      { from: '11:30', to: '13:30' },
      { from: '21:00', to: '23:30' },
    ],
    share: 0.9,
    readings: [{ reading: 'level', min: 5 }],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('bedtime-milk', {
    kind: 'done-by',
    touchpoint: 'snack',
    promise: 'Milk is ready by 22:30',
    needs: [{ seen: ['type:milk-ready'] }],
    by: '22:30',
    evidence: [{ types: ['milk-ready'] }],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('bottle-at-departure', {
    kind: 'within',
    touchpoint: 'departure',
    promise: 'A bottle of water for every departure',
    needs: [{ devices: cabinets, seen: ['reading:bottles', 'product:bottle'] }],
    from: { stay: ['check-out-started', 'checked-out'] },
    earlySeconds: 10 * minute,
    withinSeconds: 10 * minute,
    evidence: [bottle, { touchpoint: 'departure', person: true }],
    owner: 'front-desk',
    source: 'house rule: every departure',
  }),
  ship('bottle-warm', {
    kind: 'measure',
    touchpoint: 'departure',
    promise: 'In winter the bottle is warm, 40 °C',
    needs: [{ devices: cabinets, seen: ['reading:bottles', 'product:bottle'] }],
    months: [11, 12, 1, 2, 3],
    at: { evidenceOf: 'bottle-at-departure' },
    checks: [{ check: 'value', field: 'temperature', min: 40 }],
    targetShare: 0.95,
    owner: 'front-desk',
    source: 'house rule: warm in winter',
  }),
  ship('review-answered', {
    kind: 'within',
    touchpoint: 'review',
    promise: 'Every review is answered within a day',
    from: { event: { touchpoint: 'review', types: ['posted', 'review-posted'], feed: 'crm' } },
    withinSeconds: day,
    evidence: [{ touchpoint: 'review', types: ['answered', 'review-answered'], feed: 'crm' }],
    owner: 'manager',
    source: houseRule,
  }),
  ship('thought-of-again', {
    kind: 'within',
    touchpoint: 'afterthought',
    promise: 'The guest hears from the house within two weeks',
    needs: [{ seen: ['touchpoint:afterthought'] }],
    from: { stay: ['checked-out'] },
    withinSeconds: 14 * day,
    evidence: [{ touchpoint: 'afterthought', feed: 'crm' }],
    targetShare: 0.5,
    owner: 'manager',
    opensTask: false,
    source: houseRule,
  }),
  ship('recommended', {
    kind: 'within',
    touchpoint: 'recommendation',
    promise: 'The guest recommends the house within sixty days',
    needs: [{ seen: ['touchpoint:recommendation'] }],
    from: { stay: ['checked-out'] },
    withinSeconds: 60 * day,
    evidence: [{ touchpoint: 'recommendation', feed: 'crm' }],
    targetShare: 0.1,
    owner: 'manager',
    opensTask: false,
    source: houseRule,
  }),
  ship('booked-again', {
    kind: 'within',
    touchpoint: 'rebooking',
    promise: 'The guest books again within sixty days',
    needs: [{ seen: ['touchpoint:rebooking'] }],
    from: { stay: ['checked-out'] },
    withinSeconds: 60 * day,
    evidence: [{ touchpoint: 'rebooking', feed: 'crm' }],
    targetShare: 0.2,
    owner: 'manager',
    opensTask: false,
    source: houseRule,
  }),
];
