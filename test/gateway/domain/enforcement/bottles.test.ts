// Bottles that are warm before the first guest leaves, in the months in which the house promises it.
import { describe, expect, it } from 'vitest';
import { changeTerms } from '../../../../gateway/domain/standards/change-standard.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import { hour, manager, minute } from '../small-hotel.ts';
import { type ActingHotel, type ActingHotelParts, afternoon, openActingHotel } from './acting-hotel.ts';

const cabinet = 'bottles-l1';

/** The first of two stays leaves in four hours, the other an hour later; the bottles are cold. */
function open(parts: ActingHotelParts = {}): ActingHotel {
  const hotel = openActingHotel(parts);
  hotel.set(cabinet, { temperature: 19 });
  hotel.live(minute);
  hotel.able(cabinet, 'warming');
  for (const [reference, inHours] of [
    ['r2', 5],
    ['r1', 4],
  ] as const) {
    hotel.stay(reference, 'checked-in', hotel.now() - hour, { expectedDepartureAt: hotel.now() + inHours * hour });
  }
  hotel.wait(0);
  return hotel;
}

function change(hotel: ActingHotel, terms: Readonly<Record<string, unknown>>): void {
  const changed = changeTerms(
    servicePresets.find(({ id }) => id === 'bottle-warm'),
    terms,
  );
  if (!('terms' in changed)) throw new Error('bottle-warm cannot be so');
  hotel.send({ type: 'set-service-standard', id: 'bottle-warm', origin: 'api', by: manager, terms: changed.terms });
}

describe('the cabinet', () => {
  it('is warmed two hours before the first departure, until after the last', () => {
    const hotel = open();
    const now = hotel.now();
    hotel.live(119 * minute);
    expect(hotel.to(cabinet)).toEqual([]);
    hotel.live(minute);
    expect(hotel.latestTo(cabinet)).toMatchObject({
      command: 'warm',
      parameters: { temperature: 45, seconds: 4 * 3600 },
      trace: {
        purpose: 'departures',
        about: '2026-01-05',
        neededAt: now + 4 * hour,
        endsAt: now + 6 * hour,
        reason: 'the bottles have 19 °C, and the first guests leave at 2026-01-05T11:01Z',
        evidence: { standard: 'bottle-warm@1', temperatureC: 19 },
      },
    });
  });

  it('is warmed to what the promise asks, where that is more', () => {
    const hotel = open();
    change(hotel, { checks: [{ check: 'value', field: 'temperature', min: 50 }] });
    hotel.live(2 * hour + minute);
    expect(hotel.latestTo(cabinet)).toMatchObject({
      parameters: { temperature: 50 },
      trace: { evidence: { standard: 'bottle-warm@2' } },
    });
  });

  const quiet: [name: string, open: () => ActingHotel][] = [
    ['in summer', () => open({ startAt: Date.UTC(2026, 6, 5, 7) })],
    ['where it is switched off', () => open({ limits: { enabled: false } })],
    [
      'where it is warm',
      () => {
        const hotel = open();
        hotel.set(cabinet, { temperature: 44 });
        return hotel;
      },
    ],
    [
      'where the house does not promise it',
      () => {
        const hotel = open();
        change(hotel, { enabled: false });
        return hotel;
      },
    ],
    [
      'where nobody is known to leave',
      () => {
        const hotel = openActingHotel();
        hotel.set(cabinet, { temperature: 19 });
        hotel.live(minute);
        hotel.able(cabinet, 'warming');
        hotel.stay('r1', 'checked-in', hotel.now() - hour);
        return hotel;
      },
    ],
  ];
  it.each(quiet)('is left alone %s', (_name, opened) => {
    const hotel = opened();
    hotel.live(5 * hour);
    expect(hotel.to(cabinet)).toEqual([]);
  });

  it('that cools down in the last two hours is warmed then', () => {
    const hotel = open();
    hotel.set(cabinet, { temperature: 44 });
    hotel.live(150 * minute);
    expect(hotel.to(cabinet)).toEqual([]);
    hotel.set(cabinet, { temperature: 30 });
    hotel.live(10 * minute);
    expect(hotel.to(cabinet)).toHaveLength(1);
  });

  it('is warmed in the season of the day on which they leave, on the day that wins an hour too', () => {
    // The last hours of October, in Berlin: November is the season.
    const startAt = Date.parse('2026-10-31T19:00Z');
    const hotel = open({ startAt, timeZone: 'Europe/Berlin' });
    hotel.live(2 * hour + minute);
    // Two hours before the first departure, at 00:01 by the clock: that departure is November's.
    expect(hotel.latestTo(cabinet)?.trace.about).toBe('2026-11-01');
  });
});

describe('what came of it', () => {
  const rows: [name: string, temperature: number, outcome: string][] = [
    ['helped where it is warm before they leave', 43, 'helped'],
    ['did not help where it stays cold', 25, 'did-not-help'],
  ];
  it.each(rows)('%s', (_name, temperature, outcome) => {
    const hotel = open();
    hotel.live(2 * hour + minute);
    hotel.set(cabinet, { temperature });
    hotel.live(2 * hour);
    expect(hotel.latestTo(cabinet)?.trace).toMatchObject({ outcome, proof: { temperatureC: temperature } });
    expect(hotel.task(`did-not-help:${cabinet}:warming`)?.state).toBe(outcome === 'did-not-help' ? 'open' : undefined);
  });

  it('is right after all when the bottles are warm', () => {
    const hotel = open();
    hotel.live(4 * hour + minute);
    expect(hotel.task(`did-not-help:${cabinet}:warming`)?.state).toBe('open');
    hotel.set(cabinet, { temperature: 42 });
    hotel.live(10 * minute);
    expect(hotel.task(`did-not-help:${cabinet}:warming`)?.state).toBe('cancelled');
  });

  it('is not needed where nobody leaves after all', () => {
    const hotel = open();
    hotel.live(2 * hour + minute);
    for (const reference of ['r1', 'r2']) {
      hotel.stay(reference, 'changed', hotel.now(), { expectedDepartureAt: afternoon + 30 * hour });
    }
    hotel.wait(2_000);
    expect(hotel.outcomesOf(cabinet)).toEqual(['not-needed']);
    expect(hotel.endsOf(cabinet)[0]).toMatchObject({ command: 'warm', parameters: { seconds: 0 } });
  });
});
