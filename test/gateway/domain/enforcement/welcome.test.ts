// A room that is awake when its guests come: scene and temperature, for the room that the stay has and the time at which its
// guests come.
import { describe, expect, it } from 'vitest';
import type { SpaceId } from '../../../../gateway/domain/property.ts';
import { changeTerms } from '../../../../gateway/domain/standards/change-standard.ts';
import { servicePresets } from '../../../../gateway/domain/standards/house-presets.ts';
import { hour, minute } from '../small-hotel.ts';
import { type ActingHotel, type ActingHotelParts, openActingHotel } from './acting-hotel.ts';

const controller = 'rc-1203';
const next = 'rc-1202';

/** Guests come to 1203 in two hours. */
function open(parts: ActingHotelParts = {}, ...capabilities: ('scene' | 'setpoint')[]): ActingHotel {
  const hotel = openActingHotel(parts);
  for (const id of [controller, next])
    hotel.able(id, ...(capabilities.length > 0 ? capabilities : ['setpoint' as const]));
  hotel.expectGuests('r1', '1203', 120);
  return hotel;
}

function asked(parts: ActingHotelParts = {}): ActingHotel {
  const hotel = open(parts);
  hotel.live(61 * minute);
  return hotel;
}

describe('the temperature', () => {
  it('is asked for an hour ahead: the middle of what the standard promises', () => {
    const hotel = open();
    hotel.live(59 * minute);
    expect(hotel.to(controller)).toEqual([]);
    hotel.live(minute);
    const { parameters, trace, sentAt } = hotel.latestTo(controller)!;
    expect(parameters).toEqual({ temperature: 24, seconds: 3 * 3600 });
    expect([trace.neededAt - sentAt, trace.endsAt - trace.neededAt]).toEqual([hour, 2 * hour]);
    expect(trace.evidence).toEqual({ stay: hotel.stays()[0]?.key, standard: 'room-ready@1' });
  });

  it('is the one that the property sets', () => {
    const hotel = asked({ rules: { welcome: { scene: 'welcome', temperatureC: 25 } } });
    expect(hotel.latestTo(controller)?.parameters).toMatchObject({ temperature: 25 });
  });

  it('is not asked for where the house neither promises one nor sets one', () => {
    const hotel = open();
    const changed = changeTerms(
      servicePresets.find(({ id }) => id === 'room-ready'),
      { enabled: false },
    );
    if (!('terms' in changed)) throw new Error('room-ready cannot be switched off');
    const by = { name: 'wang', role: 'manager' } as const;
    hotel.send({ type: 'set-service-standard', id: 'room-ready', origin: 'api', by, terms: changed.terms });
    hotel.live(2 * hour);
    expect(hotel.to(controller)).toEqual([]);
  });

  const outcomes: [name: string, temperature: number | undefined, outcome: string][] = [
    ['helped where the room is as promised when they come', 24, 'helped'],
    ['did not help where it is not', 29, 'did-not-help'],
    ['has no evidence where nobody knows how warm it is', undefined, 'no-evidence'],
  ];
  it.each(outcomes)('%s', (_name, temperature, outcome) => {
    const hotel = asked();
    if (temperature === undefined) hotel.die(controller);
    else hotel.set(controller, { temperature });
    hotel.live(hour);
    expect(hotel.outcomesOf(controller)).toEqual([outcome]);
    const cause = `did-not-help:${controller}:setpoint`;
    expect(hotel.task(cause)?.role).toBe(outcome === 'did-not-help' ? 'engineer' : undefined);
  });

  it('that did not help is right after all when the room is', () => {
    const hotel = asked();
    hotel.set(controller, { temperature: 29 });
    hotel.live(hour);
    hotel.set(controller, { temperature: 24 });
    hotel.live(10 * minute);
    const task = hotel.task(`did-not-help:${controller}:setpoint`);
    expect([task?.state, task?.history.at(-1)?.note]).toEqual(['cancelled', 'solved-itself']);
  });

  it('is judged when the guests enter, where that is sooner', () => {
    const hotel = asked();
    hotel.set(controller, { temperature: 24 });
    hotel.live(20 * minute);
    hotel.stay('r1', 'arrived');
    hotel.stay('r1', 'checked-in');
    hotel.set(controller, { temperature: 18 });
    hotel.live(hour);
    expect(hotel.outcomesOf(controller)).toEqual(['helped']);
    expect(hotel.endsOf(controller)).toEqual([]);
  });
});

describe('a stay that changes', () => {
  it('cancelled, takes back what was asked for it', () => {
    const hotel = asked();
    hotel.stay('r1', 'cancelled');
    hotel.wait(1_000);
    expect(hotel.outcomesOf(controller)).toEqual(['not-needed']);
    expect(hotel.endsOf(controller)).toEqual([
      expect.objectContaining({ command: 'setpoint', parameters: { temperature: 24, seconds: 0 }, state: 'sent' }),
    ]);
    hotel.live(2 * hour);
    expect(hotel.endsOf(controller).map(({ trace }) => trace.outcome)).toEqual(['helped']);
    expect(hotel.to(controller)).toHaveLength(1);
  });

  it('cancelled, leaves its place to who comes instead: taking back is no run of its own', () => {
    const hotel = asked({ limits: { runsPerDay: 2, quietMs: 0, leadMs: hour } });
    hotel.stay('r1', 'cancelled');
    hotel.live(minute);
    hotel.expectGuests('r2', '1203', 50);
    hotel.live(minute);
    expect([hotel.to(controller).length, hotel.endsOf(controller).length]).toEqual([2, 1]);
  });

  it('that never was a no-show keeps its welcome', () => {
    const hotel = asked();
    hotel.live(2 * hour);
    expect(hotel.endsOf(controller)).toEqual([]);
  });

  it('moved, has its welcome in the other room', () => {
    const hotel = asked();
    hotel.stay('r1', 'room-moved', hotel.now(), { space: '1202' as SpaceId });
    hotel.wait(2_000);
    expect(hotel.outcomesOf(controller)).toEqual(['not-needed']);
    expect(hotel.latestTo(next)?.parameters).toMatchObject({ temperature: 24 });
  });

  it('put off a little, is still served by what was asked', () => {
    const hotel = asked();
    hotel.stay('r1', 'changed', hotel.now(), { expectedArrivalAt: hotel.now() + 2 * hour });
    hotel.live(hour);
    expect([hotel.to(controller).length, hotel.endsOf(controller).length]).toEqual([1, 0]);
  });

  it('put off for long, is asked for anew in time', () => {
    const hotel = asked();
    const arrivalAt = hotel.now() + 6 * hour;
    hotel.stay('r1', 'changed', hotel.now(), { expectedArrivalAt: arrivalAt });
    hotel.wait(1_000);
    expect(hotel.outcomesOf(controller)).toEqual(['not-needed']);
    hotel.live(6 * hour);
    expect(hotel.to(controller).map(({ trace }) => trace.neededAt)).toContain(arrivalAt);
    expect(hotel.to(controller)).toHaveLength(2);
  });

  it('early, is welcomed at once', () => {
    const hotel = open();
    hotel.stay('r1', 'arrived');
    hotel.wait(1_000);
    expect(hotel.latestTo(controller)?.state).toBe('sent');
  });

  it('that is in its room already is left alone', () => {
    const hotel = open();
    hotel.stay('r1', 'arrived');
    hotel.stay('r1', 'checked-in');
    hotel.live(2 * hour);
    expect(hotel.to(controller)).toEqual([]);
  });

  it('cancelled while the hub was away, takes it back when it is told', () => {
    const hotel = asked();
    hotel.crash(10 * minute);
    hotel.live(minute);
    hotel.stay('r1', 'cancelled');
    hotel.wait(1_000);
    expect(hotel.endsOf(controller)).toHaveLength(1);
    hotel.crash();
    hotel.live(minute);
    expect(hotel.endsOf(controller)).toHaveLength(1);
  });
});

describe('the scene', () => {
  it('is asked for a quarter of an hour ahead, and helped when the controller confirms', () => {
    const hotel = open({}, 'scene');
    hotel.live(104 * minute);
    expect(hotel.to(controller)).toEqual([]);
    hotel.live(minute);
    expect(hotel.latestTo(controller)).toMatchObject({
      command: 'scene',
      parameters: { scene: 'welcome', seconds: 75 * 60 },
    });
    hotel.answer();
    expect(hotel.outcomesOf(controller)).toEqual(['helped']);
  });

  it('is asked for beside the temperature', () => {
    const hotel = open({}, 'scene', 'setpoint');
    hotel.live(2 * hour);
    expect(hotel.to(controller).map(({ command }) => command)).toContain('scene');
    expect(hotel.to(controller).map(({ command }) => command)).toContain('setpoint');
  });
});
