// What the house keeps beside the twelve touchpoints, as standards that ship.
import type { ServiceStandard } from './service-standard.ts';
import { ship, stayPresets } from './stay-presets.ts';

const minute = 60;
const hour = 60 * minute;
const houseRule = 'house rule';

const housePresets: readonly ServiceStandard[] = [
  ship('hot-water-24h', {
    kind: 'available',
    promise: 'Hot water 24 hours a day',
    devices: { kinds: ['hot-water-sensor'] },
    hours: [{ from: '00:00', to: '24:00' }],
    share: 0.95,
    readings: [{ reading: 'hot', min: 1 }],
    targetShare: 0.95,
    owner: 'engineer',
    opensTask: false,
    source: 'house rule; a room counts as its last judged draw until the next one',
  }),
  ship('card-entry-23h', {
    kind: 'done-by',
    promise: 'Entry by card from 23:00',
    needs: [{ seen: ['type:entry-by-card'] }],
    by: '23:00',
    evidence: [{ types: ['entry-by-card'] }],
    owner: 'front-desk',
    source: houseRule,
  }),
  ship('hair-dryer-present', {
    kind: 'done-by',
    promise: 'The shared hair dryer of each floor is in its place',
    needs: [{ seen: ['type:hair-dryer-present'] }],
    by: '20:00',
    places: { kinds: ['corridor'] },
    evidence: [{ types: ['hair-dryer-present'] }],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('book-returned', {
    kind: 'within',
    promise: 'A book of the lobby library that was lent to a stay comes back',
    from: { event: { types: ['book-lent'] } },
    same: 'book',
    withinSeconds: 30 * 24 * hour,
    notAfter: ['checked-out'],
    evidence: [{ types: ['book-returned'] }],
    owner: 'front-desk',
    source: houseRule,
  }),
  ship('gym-drink', {
    kind: 'within',
    promise: 'A drink is offered within five minutes of leaving the gym, to those who like one',
    from: { event: { types: ['gym-left'] } },
    withinSeconds: 5 * minute,
    // Back for a forgotten towel is no second visit.
    onceInSeconds: 30 * minute,
    preference: 'gym-drink',
    workAheadSeconds: 5 * minute,
    evidence: [
      { types: ['drink-offered'] },
      {
        types: ['dispensed'],
        devices: { kinds: ['water-dispenser'], places: { kinds: ['gym'], spaces: ['gym'] } },
      },
    ],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('sleep-drink', {
    kind: 'done-by',
    promise: 'A sleep drink at night service for those who like one',
    by: '21:30',
    of: ['checked-in', 'expected-arrival'],
    until: ['checked-out', 'expected-departure'],
    preference: 'sleep-drink',
    // From half past five, when the carts of the night service are made ready.
    workAheadSeconds: 4 * hour,
    evidence: [{ types: ['sleep-drink'] }],
    owner: 'housekeeping',
    source: houseRule,
  }),
  ship('message-day-before', {
    kind: 'done-by',
    touchpoint: 'booking',
    promise: 'A message by 18:00 on the day before arrival',
    needs: [{ seen: ['type:message-sent'] }],
    by: '18:00',
    of: ['expected-arrival'],
    days: -1,
    evidence: [{ types: ['message-sent'] }],
    targetShare: 0.95,
    owner: 'front-desk',
    source: houseRule,
  }),
  ship('request-closed', {
    kind: 'within',
    promise: 'A request through any channel is tracked and closed',
    from: { event: { types: ['request'] } },
    same: 'request-id',
    withinSeconds: 30 * minute,
    evidence: [{ types: ['request-closed'] }],
    targetShare: 0.9,
    owner: 'front-desk',
    opensTask: false,
    source: houseRule,
  }),
  ship('recovered-before-check-out', {
    kind: 'within',
    promise: 'A guest with two missed touchpoints is made good before check-out',
    from: { event: { types: ['recovery-opened'] } },
    withinSeconds: 30 * 24 * hour,
    notAfter: ['checked-out'],
    evidence: [{ types: ['recovery-done'] }],
    owner: 'front-desk',
    opensTask: false,
    source: houseRule,
  }),
];

export const servicePresets: readonly ServiceStandard[] = [...stayPresets, ...housePresets];
