// The PUBACK barrier: acknowledged is what is on disk, and what can never be understood.
import { describe, expect, it } from 'vitest';
import type { DeviceId, DeviceKind, PropertyId } from '../../../devices/identifiers.ts';
import type { Input } from '../../../gateway/domain/inputs.ts';
import { createAdmission } from '../../../gateway/ingestion/admit-message.ts';
import type { Answer, UplinkMessage } from '../../../gateway/ports.ts';

const topic = 'hub/demo/hw-1203/telemetry';
const payload = new TextEncoder().encode('{"temperature": 41.5, "flow": 8}');
const done: Answer = { accepted: true, facts: [], repeat: false };

function admission(parts: {
  answer?: () => Promise<Answer>;
  kindOf?: () => DeviceKind | undefined;
  publish?: (topic: string, payload: string) => Promise<void>;
  retainedIs?: 'live' | 'replay';
  historyHasRoom?: () => boolean;
}) {
  const submitted: Input[] = [];
  const intake = createAdmission({
    property: 'demo' as PropertyId,
    kindOf: parts.kindOf ?? ((id: DeviceId) => (id.startsWith('hw-') ? 'hot-water-sensor' : undefined)),
    clock: { now: () => 1_767_596_400_000, schedule: () => () => {} },
    ledger: {
      submit(input) {
        submitted.push(input);
        return parts.answer?.() ?? Promise.resolve(done);
      },
      async take(samples, failed) {
        submitted.push(samples);
        const answer = (await parts.answer?.()) ?? done;
        if (!answer.accepted && answer.refusal.code === 'hub-failed') await failed(answer.refusal.detail);
      },
    },
    downlink: () => ({ publish: parts.publish ?? (() => Promise.resolve()) }),
    retainedIs: parts.retainedIs ?? 'live',
    ...(parts.historyHasRoom && { historyHasRoom: parts.historyHasRoom }),
  });
  const admit = (message: Partial<UplinkMessage> = {}) =>
    intake.admit({ topic, payload, qos: 1, retain: false, ...message });
  return { ...intake, admit, submitted };
}

describe('a message', () => {
  it('takes its place in the ledger’s order before anything is awaited', () => {
    const { admit, submitted } = admission({});
    void admit();
    void admit({ topic: 'hub/demo/hw-1204/telemetry' });
    expect(submitted.map((one) => 'device' in one && one.device)).toEqual(['hw-1203', 'hw-1204']);
  });

  it('is acknowledged only after the commit', async () => {
    let commit = (_answer: Answer) => {};
    const { admit } = admission({
      answer: () =>
        new Promise((resolve) => {
          commit = resolve;
        }),
    });
    let acknowledged = false;
    const admitted = admit().then(() => {
      acknowledged = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(false);
    commit(done);
    await admitted;
  });

  it('is not acknowledged where the store cannot write', async () => {
    const { admit } = admission({ answer: () => Promise.reject(new Error('disk full')) });
    await expect(admit()).rejects.toThrow('disk full');
  });

  it('of a registered device is not taken for a stranger’s while the hotel is read back', async () => {
    const { admit, counters } = admission({
      kindOf() {
        throw new Error('its store cannot be written');
      },
    });
    await expect(admit()).rejects.toThrow('cannot be written');
    expect(counters.stray).toBe(0);
  });

  it('that nobody can understand is kept for the engineer, and acknowledged', async () => {
    const { admit, submitted, counters } = admission({});
    await admit({ payload: Uint8Array.of(0xff) });
    expect(submitted).toMatchObject([{ type: 'message-refused', device: 'hw-1203' }]);
    expect(counters).toMatchObject({ received: 1, refused: 1 });
  });

  it('that the domain would not take is acknowledged: resending would not help', async () => {
    const refusal = { code: 'unknown-command', detail: 'nobody asked' } as const;
    const { admit } = admission({ answer: () => Promise.resolve({ accepted: false, refusal }) });
    await admit({ topic: 'hub/demo/hw-1203/reply', payload: new TextEncoder().encode('{"id":"c","ok":true}') });
  });

  it('of nobody is counted', async () => {
    const { admit, submitted, counters } = admission({});
    await admit({ topic: 'hub/demo/tea-l1/telemetry' });
    expect(submitted).toEqual([]);
    expect(counters.stray).toBe(1);
  });
});

describe('a retained message', () => {
  const presence = { topic: 'hub/demo/hw-1203/presence', payload: new TextEncoder().encode('online'), retain: true };
  const rows: [name: string, retainedIs: 'live' | 'replay', message: Partial<UplinkMessage>, submitted: number][] = [
    ['of telemetry is live from the embedded broker', 'live', { retain: true }, 1],
    ['of telemetry is a replay from an external one, and makes nothing', 'replay', { retain: true }, 0],
    ['of an event is a replay from an external one', 'replay', { topic: 'hub/demo/hw-1203/event', retain: true }, 0],
    ['of a reply is a replay from an external one', 'replay', { topic: 'hub/demo/hw-1203/reply', retain: true }, 0],
    ['of presence is how things stand, from whichever broker', 'replay', presence, 1],
    ['is none where the flag is not set', 'replay', { retain: false }, 1],
  ];
  it.each(rows)('%s', async (_name, retainedIs, message, count) => {
    const { admit, submitted, counters } = admission({ retainedIs });
    await admit(message);
    expect(submitted).toHaveLength(count);
    expect(counters.replayed).toBe(1 - count);
  });
});

it.each([
  ['from the embedded broker is the device’s own word', 'live', undefined],
  ['from an external one is how things stood', 'replay', true],
] as const)('a retained presence %s', async (_name, retainedIs, retained) => {
  const { admit, submitted } = admission({ retainedIs });
  await admit({ topic: 'hub/demo/hw-1203/presence', payload: new TextEncoder().encode('online'), retain: true });
  expect(submitted).toEqual([
    { type: 'presence', device: 'hw-1203', presence: 'online', ...(retained && { retained }) },
  ]);
});

describe('a device that asks for the time', () => {
  const asking = { topic: 'hub/demo/hw-1203/command', payload: new TextEncoder().encode('{"command":"time"}') };

  it('is answered on its config', async () => {
    const published: string[][] = [];
    const { admit, submitted } = admission({ publish: async (...sent) => void published.push(sent) });
    await admit(asking);
    expect(published[0]?.slice(0, 2)).toEqual(['hub/demo/hw-1203/config', '{"time":1767596400000}']);
    expect(submitted).toEqual([]);
  });

  it('keeps its connection where the answer cannot go out', async () => {
    const { admit, counters } = admission({ publish: () => Promise.reject(new Error('no link')) });
    await admit(asking);
    await new Promise((resolve) => setImmediate(resolve));
    expect(counters.unanswered).toBe(1);
  });
});

describe('while too much waits for the history', () => {
  const full = { historyHasRoom: () => false };

  it('telemetry that is to be acknowledged stays with its device', async () => {
    const { admit, submitted, counters } = admission(full);
    await expect(admit({ qos: 1 })).rejects.toThrow('too much telemetry waits for the history');
    expect([submitted, counters.shed]).toEqual([[], 0]);
  });

  it('telemetry that nobody asks after is dropped, and counted', async () => {
    const { admit, submitted, counters } = admission(full);
    await admit({ qos: 0 });
    expect([submitted, counters.shed]).toEqual([[], 1]);
  });

  it('what happened is taken: it is evidence', async () => {
    const { admit, submitted } = admission(full);
    const event = new TextEncoder().encode(
      '{"id": "1", "at": 1767596400000, "type": "fault", "code": "E1", "message": "x"}',
    );
    await admit({ topic: 'hub/demo/hw-1203/event', payload: event });
    await admit({ topic: 'hub/demo/hw-1203/presence', payload: new TextEncoder().encode('online'), retain: true });
    expect(submitted.map(({ type }) => type)).toEqual(['device-event', 'presence']);
  });
});
