// Topic and bytes become an input, or a reason that the engineer can read. Nothing that a device sends is ever thrown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, DeviceKind, PropertyId } from '../../../devices/identifiers.ts';
import { type ParsedMessage, parseMessage } from '../../../gateway/ingestion/parse-message.ts';

const receivedAt = Date.UTC(2026, 0, 5, 7);
const day = 86_400_000;
const registered: Readonly<Record<string, DeviceKind>> = {
  'hw-1203': 'hot-water-sensor',
  'rc-1203': 'room-controller',
  'tea-l1': 'tea-dispenser',
  'water-l1': 'water-dispenser',
};
const context = {
  property: 'demo' as PropertyId,
  kindOf: (id: DeviceId) => (Object.hasOwn(registered, id) ? registered[id] : undefined),
};

function parse(topic: string, payload: unknown): ParsedMessage {
  const bytes =
    payload instanceof Uint8Array
      ? payload
      : new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return parseMessage({ topic, payload: bytes, receivedAt }, context);
}

const reasonOf = (parsed: ParsedMessage) => (parsed.type === 'refused' ? parsed.refused.reason : parsed.type);
const inputOf = (parsed: ParsedMessage) => (parsed.type === 'input' ? parsed.input : parsed);

const hot = 'hub/demo/hw-1203/telemetry';
const sample = { at: receivedAt, temperature: 41.5, flow: 8 };

describe('what is understood', () => {
  const rows: [name: string, topic: string, payload: unknown, input: object][] = [
    [
      'one sample',
      hot,
      sample,
      {
        type: 'samples',
        device: 'hw-1203',
        clock: 'device',
        unknownFields: 0,
        samples: [{ at: receivedAt, readings: { temperature: 41.5, flow: 8 } }],
      },
    ],
    ['a probe that says nothing', hot, { ...sample, temperature: null }, { type: 'samples', clock: 'device' }],
    ['a probe that says what no water is', hot, { ...sample, temperature: -127 }, { type: 'samples' }],
    ['a switch instead of a meter', hot, { at: receivedAt, temperature: 40, flowing: true }, { type: 'samples' }],
    ['a sample without a time', hot, { temperature: 40, flow: 0 }, { clock: 'arrival', samples: [{ at: receivedAt }] }],
    ['a sample whose clock was never set', hot, { ...sample, at: null }, { clock: 'arrival' }],
    ['a sample of 1970', hot, { ...sample, at: 12 }, { clock: 'arrival', samples: [{ at: receivedAt }] }],
    [
      'fields that no model knows, kept out and counted',
      hot,
      { ...sample, rssi: -60, x: {} },
      {
        unknownFields: 2,
        samples: [{ at: receivedAt, readings: { temperature: 41.5, flow: 8 } }],
      },
    ],
    [
      'a batch, with unknown fields beside and within',
      hot,
      { samples: [sample, { ...sample, at: receivedAt + 1000, x: 1 }], y: 1 },
      {
        clock: 'device',
        unknownFields: 2,
        samples: [{ at: receivedAt }, { at: receivedAt + 1000 }],
      },
    ],
    [
      'a batch that a device wrote newest first',
      hot,
      { samples: [{ ...sample, at: receivedAt + 1000 }, sample] },
      { type: 'samples', clock: 'device', samples: [{ at: receivedAt }, { at: receivedAt + 1000 }] },
    ],
    [
      'a batch of which one sample has no time: all by arrival, still apart',
      hot,
      { samples: [sample, { temperature: 40, flow: 0 }] },
      {
        clock: 'arrival',
        samples: [{ at: receivedAt - 1 }, { at: receivedAt }],
      },
    ],
    ['presence as plain text', 'hub/demo/hw-1203/presence', 'offline', { type: 'presence', presence: 'offline' }],
    ['presence with a newline', 'hub/demo/hw-1203/presence', 'online\n', { type: 'presence', presence: 'online' }],
    [
      'about',
      'hub/demo/tea-l1/about',
      { kind: 'tea-dispenser', model: 'T1', firmware: '1.0', colour: 'red' },
      {
        type: 'about',
        unknownFields: 1,
      },
    ],
    [
      'a cup of tea',
      'hub/demo/tea-l1/event',
      { id: 'e1', at: receivedAt, type: 'dispensed', product: 'oolong', volume: 0.2, temperature: 85, cup: 'big' },
      {
        type: 'device-event',
        id: 'e1',
        event: 'dispensed',
        clock: 'device',
        unknownFields: 1,
        data: { product: 'oolong', volume: 0.2, temperature: 85 },
      },
    ],
    [
      'an event without a time',
      'hub/demo/tea-l1/event',
      { id: 'e1', type: 'refilled' },
      { at: receivedAt, clock: 'arrival' },
    ],
    [
      'a reply with whatever it says',
      'hub/demo/rc-1203/reply',
      { id: 'c1', ok: true, scene: 'night' },
      {
        type: 'reply',
        id: 'c1',
        ok: true,
        data: { scene: 'night' },
      },
    ],
    ['a reply that failed', 'hub/demo/rc-1203/reply', { id: 'c1', ok: false, error: 'no such scene' }, { ok: false }],
  ];
  it.each(rows)('%s', (_name, topic, payload, input) => {
    expect(inputOf(parse(topic, payload))).toMatchObject(input);
  });

  it('a device without a clock that asks for the time, with an id or without', () => {
    const asked = { type: 'time-asked', device: 'tea-l1' };
    expect(parse('hub/demo/tea-l1/command', { command: 'time' })).toEqual(asked);
    expect(parse('hub/demo/tea-l1/command', { id: '1', command: 'time' })).toEqual(asked);
  });
});

describe('what is refused, and why', () => {
  const event = 'hub/demo/tea-l1/event';
  const rows: [name: string, topic: string, payload: unknown, reason: RegExp][] = [
    ['bytes that are no text', hot, Uint8Array.of(0xff, 0xfe, 0x00), /UTF-8/],
    ['nothing at all', hot, '', /expected JSON/],
    ['text that is no JSON', hot, 'hello', /expected JSON/],
    ['JSON cut in the middle', hot, '{"at": 17', /expected JSON/],
    ['a number', hot, '42', /expected a JSON object, received number/],
    ['null', hot, 'null', /expected a JSON object/],
    ['a list', hot, '[]', /expected a JSON object, received an array/],
    ['NaN, which JSON does not know', hot, '{"temperature": NaN, "flow": 1}', /expected JSON/],
    ['a temperature in words', hot, { ...sample, temperature: 'warm' }, /^temperature: expected a number/],
    ['a temperature beyond all numbers', hot, '{"temperature": 1e999, "flow": 1}', /^temperature: /],
    ['a temperature in a list', hot, { ...sample, temperature: [41] }, /^temperature: expected a number/],
    ['a sample without a temperature', hot, { at: 1, flow: 1 }, /^temperature: /],
    ['a sample without flow', hot, { temperature: 41 }, /^flow: expected flow \(L\/min\) or flowing/],
    ['water that flows backwards', hot, { ...sample, flow: -1 }, /^flow: /],
    ['a time in words', hot, { ...sample, at: '2026-01-05' }, /^at: expected a number/],
    ['an event’s time in words', event, { id: 'e', type: 'refilled', at: 'now' }, /^at: expected a number/],
    ['an empty batch', hot, { samples: [] }, /^samples: expected at least one/],
    ['a batch that is no list', hot, { samples: sample }, /^samples: expected a list/],
    ['more than a thousand samples', hot, { samples: Array(1001).fill(sample) }, /at most 1000, received 1001/],
    ['a batch with a hole', hot, { samples: [sample, null] }, /^samples\.1: expected an object/],
    [
      'a batch with one that is wrong, as a whole',
      hot,
      { samples: [sample, { ...sample, flow: 'x' }] },
      /^samples\.1\.flow: /,
    ],
    [
      'a batch with one whose time is wrong',
      hot,
      { samples: [{ ...sample, at: {} }] },
      /^samples\.0\.at: expected a number/,
    ],
    ['a presence that is none', 'hub/demo/hw-1203/presence', 'perhaps', /online/],
    ['a presence in JSON', 'hub/demo/hw-1203/presence', '"online"', /online/],
    [
      'an event of another kind',
      event,
      { id: 'e', type: 'door', open: true },
      /^type: expected one of dispensed, refilled, fault, received "door"/,
    ],
    [
      'an event named like a property of all objects',
      event,
      { id: 'e', type: 'constructor' },
      /^type: expected one of/,
    ],
    ['an event without an id', event, { type: 'refilled' }, /^id: /],
    ['an event with an empty id', event, { id: '', type: 'refilled' }, /^id: /],
    [
      'a cup without its volume',
      event,
      { id: 'e', type: 'dispensed', product: 'oolong', temperature: 80 },
      /^volume: /,
    ],
    ['a level above full', 'hub/demo/tea-l1/telemetry', { level: 101, temperature: 90 }, /^level: /],
    [
      'an about of another kind',
      'hub/demo/tea-l1/about',
      { kind: 'hot-water-sensor', model: 'x', firmware: '1' },
      /^kind: expected tea-dispenser as registered, received hot-water-sensor/,
    ],
    ['an about of no kind', 'hub/demo/tea-l1/about', { kind: 'fridge', model: 'x', firmware: '1' }, /^kind: /],
    ['a reply without an id', 'hub/demo/tea-l1/reply', { ok: true }, /^id: /],
    ['a command of a device’s own', 'hub/demo/tea-l1/command', { command: 'open-door' }, /may only ask for time/],
    ['a device that writes its own config', 'hub/demo/tea-l1/config', {}, /written by the hub only/],
  ];
  it.each(rows)('%s', (_name, topic, payload, reason) => {
    expect(reasonOf(parse(topic, payload))).toMatch(reason);
  });

  it('keeps the first bytes as text that can stand on a page', () => {
    const parsed = parse(hot, `{"x":\u0000\n\u202e"${'é'.repeat(500)}`);
    expect(parsed).toMatchObject({ type: 'refused', device: 'hw-1203', refused: { at: receivedAt, topic: hot } });
    if (parsed.type !== 'refused') return;
    expect(parsed.refused.firstBytes.length).toBeLessThanOrEqual(200);
    expect(parsed.refused.firstBytes).toMatch(/^\{"x":···"é/);
    expect(parsed.refused.reason).not.toMatch(/\p{Cc}/u);
  });
});

describe('nobody to show it to', () => {
  const rows: [name: string, topic: string][] = [
    ['a topic that is no device’s', 'hub/demo/hw-1203/temperature'],
    ['a topic too deep', 'hub/demo/hw-1203/telemetry/raw'],
    ['another property', 'hub/other/hw-1203/telemetry'],
    ['a device that is not registered', 'hub/demo/hw-9999/telemetry'],
    ['a device named like a property of all objects', 'hub/demo/constructor/telemetry'],
    ['the hub’s own topics', 'hub/demo/hub/presence'],
  ];
  it.each(rows)('%s', (_name, topic) => {
    expect(parse(topic, sample).type).toBe('stray');
  });
});

describe('keys that poison', () => {
  const poison = '"__proto__": {"flow": 5, "polluted": true}, "constructor": {"prototype": {"polluted": true}}';
  it.each([
    ['a sample', hot, `{"temperature": 40, "flow": 1, ${poison}}`],
    ['an event', 'hub/demo/tea-l1/event', `{"id": "e", "type": "refilled", ${poison}}`],
    ['a reply', 'hub/demo/tea-l1/reply', `{"id": "c", "ok": true, ${poison}}`],
    ['an about', 'hub/demo/tea-l1/about', `{"kind": "tea-dispenser", "model": "x", "firmware": "1", ${poison}}`],
  ])('in %s change nothing', (_name, topic, payload) => {
    const parsed = parse(topic, payload);
    expect(parsed.type).toBe('input');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(parsed)).not.toContain('__proto__');
  });

  it('do not stand in for a reading', () => {
    expect(reasonOf(parse(hot, '{"temperature": 40, "__proto__": {"flow": 5}}'))).toMatch(/^flow: /);
  });
});

describe('whatever comes', () => {
  const topics = fc.constantFrom(
    ...Object.keys(registered).flatMap((id) =>
      ['presence', 'about', 'telemetry', 'event', 'reply', 'command', 'config'].map(
        (channel) => `hub/demo/${id}/${channel}`,
      ),
    ),
  );
  const nearly = fc.record(
    {
      id: fc.anything(),
      at: fc.anything(),
      type: fc.constantFrom('dispensed', 'door', 'fault', 'request', '__proto__', 7),
      temperature: fc.anything(),
      flow: fc.anything(),
      level: fc.anything(),
      samples: fc.array(fc.anything()),
      kind: fc.anything(),
      ok: fc.anything(),
      command: fc.anything(),
    },
    { requiredKeys: [] },
  );

  it('bytes are understood or refused, never thrown', () => {
    fc.assert(
      fc.property(topics, fc.uint8Array({ maxLength: 400 }), (topic, payload) => {
        expect(['input', 'refused', 'time-asked']).toContain(parse(topic, payload).type);
      }),
    );
  });

  it('JSON is understood or refused, never thrown', () => {
    fc.assert(
      fc.property(
        topics,
        fc.oneof(
          fc.json(),
          nearly.map((one) => JSON.stringify(one)),
        ),
        (topic, payload) => {
          const parsed = parse(topic, payload ?? 'null');
          expect(['input', 'refused', 'time-asked']).toContain(parsed.type);
          if (parsed.type === 'refused') expect(parsed.refused.reason).not.toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('no depth is too deep', () => {
    expect(parse(hot, `${'['.repeat(60_000)}`).type).toBe('refused');
    expect(parse(hot, `{"temperature": ${'['.repeat(20_000)}${']'.repeat(20_000)}, "flow": 1}`).type).toBe('refused');
  });

  it('topics are whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), (topic) => {
        expect(parse(topic, sample).type).toBe('stray');
      }),
    );
  });
});

describe('the clock that a sample is judged by', () => {
  const rows: [name: string, at: number, clock: string][] = [
    ['now', receivedAt, 'device'],
    ['ninety days ago', receivedAt - 90 * day, 'device'],
    ['a millisecond before that', receivedAt - 90 * day - 1, 'arrival'],
    ['two minutes ahead', receivedAt + 120_000, 'device'],
    ['a millisecond after that', receivedAt + 120_001, 'arrival'],
    ['the year 2100', Date.UTC(2100, 0), 'arrival'],
    ['before all time', -1, 'arrival'],
  ];
  it.each(rows)('%s', (_name, at, clock) => {
    expect(inputOf(parse(hot, { ...sample, at }))).toMatchObject({
      clock,
      samples: [{ at: clock === 'device' ? at : receivedAt }],
    });
  });

  it('is in whole milliseconds', () => {
    expect(inputOf(parse(hot, { ...sample, at: receivedAt + 0.4 }))).toMatchObject({ samples: [{ at: receivedAt }] });
  });
});
