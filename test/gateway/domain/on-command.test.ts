// Commands to devices: sent once, answered or expired.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceCommand } from '../../../gateway/domain/command.ts';
import { device, engineer, minute, openSmallHotel, room, type SmallHotel } from './small-hotel.ts';

let hotel: SmallHotel;
let outlet: ReturnType<SmallHotel['register']>;

beforeEach(() => {
  hotel = openSmallHotel();
  outlet = hotel.register('hw-1203', 'hot-water-sensor', room('1203'));
});

const ask = (command = 'identify', id = 'c1', to = outlet) =>
  hotel.send({ type: 'send-command', id, device: to, command, parameters: { loud: true }, by: engineer });
const reply = (ok: boolean, from = outlet, id = 'c1') =>
  hotel.send({ type: 'reply', device: from, id, ok, data: ok ? { level: 3 } : { error: 'busy' } });
const states = () => hotel.facts.flatMap((one) => (one.type === 'command-changed' ? [one.command.state] : []));
const latest = () =>
  hotel.facts.flatMap((one) => (one.type === 'command-changed' ? [one.command] : [])).at(-1) as DeviceCommand;

describe('a command', () => {
  it('says who asked, what, and until when it may be acted on', () => {
    ask();
    expect(latest()).toMatchObject({ id: 'c1', by: 'chen', parameters: { loud: true }, state: 'sent' });
    expect(latest().expiresAt).toBe(hotel.now() + minute);
  });

  const rows: [name: string, then: () => void, states: string[]][] = [
    ['is answered', () => reply(true), ['sent', 'answered']],
    ['fails with the device’s reason', () => reply(false), ['sent', 'failed']],
    ['expires without an answer', () => hotel.wait(minute), ['sent', 'expired']],
    ['expires without an answer after a restart', () => restartAnd(() => hotel.wait(minute)), ['sent', 'expired']],
    ['is answered after a restart', () => restartAnd(() => reply(true)), ['sent', 'answered']],
    [
      'is answered once',
      () =>
        inTurn(
          () => reply(true),
          () => reply(true),
        ),
      ['sent', 'answered'],
    ],
    [
      'that was answered does not expire',
      () =>
        inTurn(
          () => reply(true),
          () => hotel.wait(10 * minute),
        ),
      ['sent', 'answered'],
    ],
    [
      'that expired is not answered any more',
      () =>
        inTurn(
          () => hotel.wait(minute),
          () => reply(true),
        ),
      ['sent', 'expired'],
    ],
    ['is not answered by another device', () => reply(true, other()), ['sent']],
    ['of another id is not this one', () => reply(true, outlet, 'c2'), ['sent']],
  ];
  it.each(rows)('%s', (_name, then, expected) => {
    ask();
    then();
    expect(states()).toEqual(expected);
  });

  it('keeps the reply', () => {
    ask();
    reply(false);
    expect(latest()).toMatchObject({ reply: { error: 'busy' }, answeredAt: hotel.now() });
  });

  it('to a device that nobody registered is refused', () => {
    expect(ask('identify', 'c9', device('hw-9')).refusal).toMatchObject({ code: 'unknown-device', field: 'device' });
  });

  it('that nobody sent is not answered', () => {
    expect(reply(true).refusal?.code).toBe('unknown-command');
  });

  it('that is answered shows that the device is there', () => {
    ask();
    reply(true);
    expect(hotel.hotel().device(outlet)?.presence).toBe('online');
  });
});

describe('"open hot fully now"', () => {
  const good = () => hotel.pour(outlet, { hotAfterS: 7 });

  it('makes the next draw a staff test draw, and only that one', () => {
    ask('test-draw');
    const test = good();
    hotel.wait(2 * minute);
    expect([test.staffTest, good().staffTest]).toEqual([true, false]);
  });

  it('is remembered over a restart', () => {
    ask('test-draw');
    hotel.crash();
    expect(good().staffTest).toBe(true);
  });

  it('is forgotten after five minutes', () => {
    ask('test-draw');
    hotel.wait(6 * minute);
    expect(good().staffTest).toBe(false);
  });

  it('verifies a repair', () => {
    hotel.pour(outlet, { hotAfterS: 14 });
    const task = hotel.taskOf('warm-up:hw-1203') as never;
    hotel.act(task, 'start', engineer);
    hotel.act(task, 'complete', engineer);
    hotel.wait(2 * minute);
    ask('test-draw');
    good();
    expect(hotel.taskOf('warm-up:hw-1203')?.state).toBe('verified');
  });
});

function other() {
  return hotel.register('hw-1204', 'hot-water-sensor', room('1204'));
}
function restartAnd(then: () => void) {
  hotel.crash();
  then();
}
function inTurn(...steps: (() => void)[]) {
  for (const step of steps) step();
}
