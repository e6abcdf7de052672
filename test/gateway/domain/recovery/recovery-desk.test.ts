// Making good within the limit of a stay, and what has no point once the guest left.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Input } from '../../../../gateway/domain/inputs.ts';
import type { SpaceId } from '../../../../gateway/domain/property.ts';
import type { StayEventType } from '../../../../gateway/domain/stays/stay-event.ts';
import { ask, taskNow } from '../dispatch/staffed-hotel.ts';
import { openStayingHotel } from '../journey/staying-hotel.ts';
import { hour, lobby, minute, openSmallHotel, room, type SmallHotel } from '../small-hotel.ts';

const desk: Actor = { name: 'sun', role: 'front-desk' };
type GrantParts = Partial<Omit<Extract<Input, { type: 'grant-recovery' }>, 'type' | 'by'>>;

let hotel: SmallHotel;
let count = 0;

beforeEach(() => {
  hotel = openSmallHotel({
    spaces: [room('1203'), room('1204')],
    dispatch: {
      recovery: {
        amountPerStay: 100,
        countPerStay: 3,
        kinds: ['compensation', 'late-check-out', 'fruit'],
        turnoverMinutes: 60,
      },
    },
  });
});

function pms(
  stay: string,
  type: StayEventType,
  more: { space?: string; expectedArrivalAt?: number; at?: number } = {},
) {
  count += 1;
  const { space, ...instants } = more;
  const event = { id: `pms-${count}`, type, at: hotel.now(), ...instants, ...(space && { space: space as SpaceId }) };
  return hotel.send({ type: 'stay-event', stay, event, by: { name: 'pms', role: 'integration' } });
}

function give(parts: GrantParts = {}) {
  count += 1;
  const usual = { id: `g${count}`, space: '1203' as SpaceId, kind: 'fruit', reason: 'waited too long' } as const;
  return hotel.send({ type: 'grant-recovery', ...usual, ...parts, by: desk });
}

const checkIn = (stay: string, space = '1203') => {
  pms(stay, 'arrived', { space });
  pms(stay, 'checked-in', { space });
};
const refusal = (decision: ReturnType<typeof give>) =>
  decision.refusal && [decision.refusal.code, decision.refusal.field, decision.refusal.detail];

describe('a recovery', () => {
  it('is of whoever is in the room, with who gave it and why', () => {
    checkIn('s-1');
    const [fact] = give({ kind: 'compensation', amount: 40 }).facts;
    expect(fact).toMatchObject({
      type: 'recovery-granted',
      recovery: { kind: 'compensation', amount: 40, by: 'sun', reason: 'waited too long', space: '1203', floor: '12' },
    });
    expect(fact?.type === 'recovery-granted' && fact.recovery.stay).toMatch(/^s-/);
  });

  it('beyond the amount of a stay is refused with what is left, over a restart too', () => {
    checkIn('s-1');
    give({ kind: 'compensation', amount: 60 });
    hotel.crash();
    const over = give({ kind: 'compensation', amount: 41, stay: 's-1' });
    expect(refusal(over)).toEqual(['beyond-limit', 'amount', '40 of 100 are left for this stay, asked for 41']);
    expect(give({ kind: 'compensation', amount: 40 }).refusal).toBeUndefined();
  });

  it('beyond the count of a stay is refused; the next stay has its own', () => {
    checkIn('s-1');
    for (let i = 0; i < 3; i += 1) expect(give().refusal).toBeUndefined();
    expect(refusal(give())?.[0]).toBe('beyond-limit');
    pms('s-1', 'checked-out', { space: '1203' });
    hotel.wait(hour);
    checkIn('s-2');
    expect(give().refusal).toBeUndefined();
  });

  it('without a known stay counts for the room and the day', () => {
    for (let i = 0; i < 3; i += 1) expect(give().refusal).toBeUndefined();
    expect(refusal(give())?.[0]).toBe('beyond-limit');
    expect(give({ space: '1204' as SpaceId }).refusal).toBeUndefined();
    hotel.wait(24 * hour);
    expect(give().refusal).toBeUndefined();
  });

  const wrong: [name: string, parts: GrantParts, code: string, field: string][] = [
    ['a kind that the house does not give', { kind: 'upgrade' }, 'invalid', 'kind'],
    ['a room that nobody knows', { space: '9999' as SpaceId }, 'unknown-space', 'space'],
    ['a stay that nobody knows', { stay: 's-ghost' }, 'unknown-stay', 'stay'],
    ['a late check-out without an hour', { kind: 'late-check-out' }, 'invalid', 'until'],
  ];
  it.each(wrong)('of %s is refused', (_name, parts, code, field) => {
    expect(refusal(give(parts))?.slice(0, 2)).toEqual([code, field]);
  });

  it('a late check-out leaves the room its hour before the next guests', () => {
    checkIn('s-1');
    const arrival = hotel.now() + 10 * hour;
    pms('s-2', 'reserved', { space: '1203', expectedArrivalAt: arrival });
    pms('s-3', 'reserved', { space: '1204', expectedArrivalAt: arrival - 5 * hour });
    const late = (until: number) => give({ kind: 'late-check-out', until });
    expect(refusal(late(arrival - hour + 1))?.slice(0, 2)).toEqual(['beyond-limit', 'until']);
    expect(late(arrival - hour).refusal).toBeUndefined();
    pms('s-2', 'cancelled');
    expect(late(arrival + hour).refusal).toBeUndefined();
  });
});

it('one tap closes the task that asked for it', () => {
  const staying = openStayingHotel();
  staying.add('tea-l1', 'tea-dispenser', lobby);
  staying.live(5 * minute);
  staying.stay('r1', 'reserved', staying.now() - hour, { expectedArrivalAt: staying.now() });
  staying.stay('r1', 'arrived');
  staying.live(5 * minute);
  const task = staying.openTasks().find(({ kind }) => kind === 'recovery');
  const space = (task?.space ?? 'lobby') as SpaceId;
  const given = { id: 'g1', stay: 'r1', space, kind: 'fruit', reason: 'no tea', by: desk } as const;
  staying.send({ type: 'grant-recovery', ...given });
  const after = staying.tasks().find(({ id }) => id === task?.id);
  expect(after).toMatchObject({ state: 'verified', assignee: 'sun' });
  expect(after?.history.at(-2)).toMatchObject({ step: 'complete', by: 'sun', note: 'fruit' });
});

describe('a guest who left', () => {
  it('needs nothing any more, unless somebody is at it', () => {
    checkIn('s-1');
    const open = ask(hotel, '1203', 'towels');
    const started = ask(hotel, '1203', 'pillow');
    const other = ask(hotel, '1204', 'towels');
    hotel.act(started, 'start');
    hotel.wait(minute);
    pms('s-1', 'checked-out', { space: '1203' });
    expect(taskNow(hotel, open)).toMatchObject({ state: 'cancelled' });
    expect(taskNow(hotel, open).history.at(-1)).toMatchObject({ step: 'cancel', by: 'hub', note: 'guest-left' });
    expect(taskNow(hotel, started).state).toBe('started');
    expect(taskNow(hotel, other).state).toBe('open');
  });

  it('told late takes nothing from who came after', () => {
    checkIn('s-1');
    const leftAt = hotel.now() + minute;
    hotel.wait(hour);
    const next = ask(hotel, '1203', 'towels');
    hotel.wait(hour);
    pms('s-1', 'checked-out', { space: '1203', at: leftAt });
    expect(taskNow(hotel, next).state).toBe('open');
  });

  it('takes the sign off the door', () => {
    const panel = hotel.register('rc-1203', 'room-controller', room('1203'));
    checkIn('s-1');
    const event = (id: string, name: string, data: object) =>
      hotel.send({
        type: 'device-event',
        device: panel,
        id,
        at: hotel.now(),
        clock: 'device',
        event: name,
        data: { ...data },
        unknownFields: 0,
      });
    event('e1', 'scene', { scene: 'do-not-disturb' });
    event('e2', 'fault', { code: 'fan', message: 'the fan stands' });
    const fault = hotel.taskOf('device-fault:rc-1203:fan');
    expect(fault?.state).toBe('on-hold');
    hotel.wait(minute);
    pms('s-1', 'checked-out', { space: '1203' });
    expect(hotel.taskOf('device-fault:rc-1203:fan')?.state).toBe('open');
    hotel.crash();
    expect(hotel.hotel().device('rc-1203')?.room?.scene).toBeUndefined();
  });
});
