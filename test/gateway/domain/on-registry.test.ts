// Devices, spaces and standards come, change and go, while water runs.
import { beforeEach, describe, expect, it } from 'vitest';
import type { SpaceId } from '../../../gateway/domain/property.ts';
import { house10s } from '../../../gateway/domain/warm-up/presets.ts';
import { admin, device, lobby, minute, openSmallHotel, room, type SmallHotel, tap } from './small-hotel.ts';

let hotel: SmallHotel;
let outlet: ReturnType<SmallHotel['register']>;

beforeEach(() => {
  hotel = openSmallHotel({ spaces: [lobby] });
  outlet = hotel.register('hw-1203', 'hot-water-sensor', room('1203', 'r2'));
});

/** Pours second by second, with something else in the middle. */
function pourAnd(middle: () => void, hotAfterS: number) {
  for (const [i, sample] of tap(hotel.now(), hotAfterS, 20).entries()) {
    if (i === 6) middle();
    hotel.say(outlet, [sample]);
    hotel.wait(1000);
  }
  hotel.wait(minute);
}
const draws = () => hotel.facts.flatMap((one) => (one.type === 'draw-closed' ? [one.draw] : []));
const record = (parts = {}) => ({ id: outlet, kind: 'hot-water-sensor' as const, space: '1203' as SpaceId, ...parts });

describe('a device', () => {
  it('in a space that nobody declared makes the space, floor and riser unset', () => {
    const before = hotel.facts.length;
    hotel.send({
      type: 'register-device',
      record: { id: device('tea-x'), kind: 'tea-dispenser', space: 'gym' as SpaceId },
      by: admin,
    });
    expect(hotel.facts.slice(before)).toMatchObject([
      { type: 'space-changed', space: { id: 'gym', kind: 'other' } },
      { type: 'device-changed', device: { record: { id: 'tea-x' }, presence: 'unknown' } },
    ]);
  });

  it('brings the space that is named with it, and takes those who stand there along', () => {
    const tea = { id: device('tea-x'), kind: 'tea-dispenser', space: '1203' as SpaceId } as const;
    const { facts } = hotel.send({ type: 'register-device', record: tea, space: room('1203', 'r9'), by: admin });
    expect(facts).toMatchObject([
      { type: 'space-changed', space: { id: '1203', riser: 'r9' } },
      { type: 'device-changed', device: { record: { id: outlet }, riser: 'r9' } },
      { type: 'device-changed', device: { record: { id: 'tea-x' }, riser: 'r9' } },
    ]);
  });

  it('that is registered anew in mid-draw goes on with it', () => {
    pourAnd(() => hotel.send({ type: 'register-device', record: record({ name: 'Shower' }), by: admin }), 14);
    expect(draws()).toMatchObject([{ outcome: 'missed' }]);
  });

  it('that moves to another room takes its next draw there', () => {
    hotel.send({ type: 'set-space', space: room('1305', 'r3') });
    hotel.send({ type: 'register-device', record: record({ space: '1305' as SpaceId }), by: admin });
    expect(hotel.hotel().device(outlet)).toMatchObject({ floor: '13', riser: 'r3' });
    pourAnd(() => {}, 14);
    expect(draws()).toMatchObject([{ space: '1305', floor: '13', riser: 'r3' }]);
    expect(hotel.taskOf('warm-up:hw-1203')).toMatchObject({ space: '1305', floor: '13' });
  });

  it('that becomes another kind begins anew', () => {
    hotel.say(outlet, [{ at: hotel.now(), readings: { temperature: 20, flow: 0 } }]);
    hotel.send({ type: 'register-device', record: { ...record(), kind: 'room-controller' }, by: admin });
    hotel.wait(1000);
    hotel.say(outlet, [{ at: hotel.now(), readings: { temperature: 21, setpoint: 22 } }]);
    expect(hotel.hotel().device(outlet)?.lastSample?.readings).toEqual({ temperature: 21, setpoint: 22 });
  });

  it('that is revoked is a stranger, its tasks end, and it can come back as new', () => {
    pourAnd(() => {}, 14);
    hotel.send({ type: 'revoke-device', device: outlet, by: admin });
    expect(hotel.tasks().map((one) => one.state)).toEqual(['cancelled']);
    expect(hotel.tasks()[0]?.history.at(-1)).toMatchObject({ note: 'device-revoked', by: 'admin' });
    const sample = { at: hotel.now(), readings: { temperature: 20, flow: 0 } };
    const samples = { type: 'samples', device: outlet, samples: [sample], clock: 'device', unknownFields: 0 } as const;
    expect(hotel.send(samples).refusal?.code).toBe('unknown-device');
    expect(hotel.send({ type: 'revoke-device', device: outlet, by: admin }).refusal?.code).toBe('unknown-device');
    hotel.send({ type: 'register-device', record: record(), by: admin });
    expect(hotel.hotel().device(outlet)).toMatchObject({ presence: 'unknown', refusedCount: 0 });
    hotel.crash();
    expect(hotel.hotel().device(outlet)?.lastSample).toBeUndefined();
  });
});

describe('a space', () => {
  it('that is set as it is changes nothing', () => {
    expect(hotel.send({ type: 'set-space', space: room('1203', 'r2') }).facts).toEqual([]);
  });

  it('that gets another riser takes its devices along, in mid-draw too', () => {
    pourAnd(() => hotel.send({ type: 'set-space', space: room('1203', 'r9') }), 14);
    expect(draws()).toMatchObject([{ outcome: 'missed', riser: 'r9' }]);
  });
});

describe('a standard that changes', () => {
  const stricter = { ...house10s, version: 2, limitS: 5 };
  const set = () => hotel.send({ type: 'set-standard', standard: stricter, by: admin });

  it('judges the next draw, and leaves what was judged', () => {
    pourAnd(() => {}, 7);
    hotel.wait(2 * minute);
    set();
    pourAnd(() => {}, 7);
    expect(draws().map((one) => [one.outcome, one.standard])).toEqual([
      ['met', 'house-10s@1'],
      ['missed', 'house-10s@2'],
    ]);
  });

  it('in mid-draw leaves the draw to the version under which it began', () => {
    pourAnd(set, 7);
    expect(draws()).toMatchObject([{ outcome: 'met', standard: 'house-10s@1' }]);
  });

  it('in mid-draw, with a restart after it, leaves the task the limit that was missed', () => {
    pourAnd(() => {
      set();
      hotel.crash();
    }, 14);
    expect(draws()).toMatchObject([{ outcome: 'missed', standard: 'house-10s@1' }]);
    expect(hotel.taskOf('warm-up:hw-1203')?.evidence[0]?.data).toMatchObject({ limit: 10 });
  });

  it('stays after a restart', () => {
    set();
    hotel.crash();
    pourAnd(() => {}, 7);
    expect(draws()).toMatchObject([{ outcome: 'missed', standard: 'house-10s@2' }]);
  });

  it('twice from the same version keeps what was changed first, after a restart too', () => {
    set();
    hotel.crash();
    const before = hotel.facts.length;
    const { refusal } = hotel.send({ type: 'set-standard', standard: { ...stricter, limitS: 7 }, by: admin });
    expect(refusal).toEqual({
      code: 'stale-version',
      detail: 'house-10s is at version 2, and the change was made from version 1',
      field: 'version',
    });
    expect(hotel.facts.slice(before)).toEqual([]);
  });

  it('that judges no outlet here is only kept', () => {
    const before = hotel.facts.length;
    hotel.send({ type: 'set-standard', standard: { ...house10s, id: 'brand', version: 1 }, by: admin });
    expect(hotel.facts.slice(before).map((one) => one.type)).toEqual(['standard-changed']);
  });
});
