// What an engineer may read of the messages as they came, and how much of it is held.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { DeviceKind } from '../../../devices/identifiers.ts';
import { createRecentMessages } from '../../../gateway/ingestion/recent-messages.ts';

const kinds: Record<string, DeviceKind> = { 'hw-1203': 'hot-water-sensor', 'rc-1203': 'room-controller' };
const message = (device: string, channel: string, payload: string, retain = false) => ({
  topic: `hub/demo/${device}/${channel}`,
  payload: new TextEncoder().encode(payload),
  qos: 1 as const,
  retain,
});
const log = (limits: { mostOfDevice?: number; mostOfAll?: number } = {}) =>
  createRecentMessages({ kindOf: (device) => kinds[device], ...limits });

it('the latest first, with channel, quality of service and retain flag', () => {
  const recent = log();
  recent.keep(message('hw-1203', 'presence', 'online', true), 1000);
  recent.keep(message('hw-1203', 'telemetry', '{"temperature":21}'), 2000);
  expect(recent.of('hw-1203')).toEqual([
    { at: 2000, channel: 'telemetry', qos: 1, retain: false, bytes: 18, text: '{"temperature":21}' },
    { at: 1000, channel: 'presence', qos: 1, retain: true, bytes: 6, text: 'online' },
  ]);
});

it('of each device only the latest', () => {
  const recent = log({ mostOfDevice: 5 });
  for (let n = 0; n < 9; n++) recent.keep(message('hw-1203', 'telemetry', String(n)), n);
  expect(recent.of('hw-1203').map(({ text }) => text)).toEqual(['8', '7', '6', '5', '4']);
});

it('the more devices, the fewer of each', () => {
  const recent = log({ mostOfAll: 20 });
  for (let n = 0; n < 30; n++) {
    recent.keep(message('hw-1203', 'telemetry', String(n)), n);
    recent.keep(message('rc-1203', 'about', String(n)), n);
  }
  expect([recent.of('hw-1203').length, recent.of('rc-1203').length]).toEqual([10, 10]);
});

it('a long message is cut, its length is told', () => {
  const recent = log();
  recent.keep(message('hw-1203', 'telemetry', 'x'.repeat(5000)), 1);
  expect(recent.of('hw-1203')[0]).toMatchObject({ bytes: 5000, text: 'x'.repeat(400) });
});

it('nothing is kept of a device that nobody registered', () => {
  const recent = log();
  recent.keep(message('stranger', 'telemetry', '{}'), 1);
  expect(recent.of('stranger')).toEqual([]);
});

it('what cannot be printed stands as a dot', () => {
  const recent = log();
  recent.keep(message('hw-1203', 'telemetry', 'a\u0000b\u202ec'), 1);
  expect(recent.of('hw-1203')[0]?.text).toBe('a·b·c');
});

describe('when a guest is in the room is not read here', () => {
  const rows: [name: string, channel: string, payload: string, text: string | undefined][] = [
    [
      'who is seen',
      'telemetry',
      '{"temperature":21,"occupied": true,"at":1}',
      '{"temperature":21,"occupied": "…","at":1}',
    ],
    [
      'who is seen, in a batch',
      'telemetry',
      '{"samples":[{"occupied":false},{"occupied":true}]}',
      '{"samples":[{"occupied":"…"},{"occupied":"…"}]}',
    ],
    ['who is seen, cut off', 'telemetry', '{"occupied":tr', '{"occupied":"…"'],
    ['who is seen, spelled in escapes', 'telemetry', '{"\\u006fccupied":true}', undefined],
    ['the door', 'event', '{"type":"door","open":true}', undefined],
    ['the card', 'event', '{"type":"card","inserted":true}', undefined],
    ['its own connection may be read', 'presence', 'online', 'online'],
  ];
  it.each(rows)('%s', (_name, channel, payload, text) => {
    const recent = log();
    recent.keep(message('rc-1203', channel, payload), 1);
    expect(recent.of('rc-1203')[0]?.text).toBe(text);
  });
});

it('holds what it shows of a large message, and not the message', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const recent = log();
  const before = held();
  for (let n = 0; n < 50; n += 1) {
    recent.keep({ ...message('hw-1203', 'telemetry', ''), payload: Buffer.alloc(1_000_000, 'x') }, n);
  }
  expect(recent.of('hw-1203')).toHaveLength(50);
  expect(held() - before).toBeLessThan(5_000_000);
});
