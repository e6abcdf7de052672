import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameScanner, FrameError } from '../../broker/frame-scanner.ts';
import { packet } from '../support/mqtt-packets.ts';

/** Of acknowledgements, PINGREQ and DISCONNECT. */
const fixedSizes: Readonly<Record<number, number>> = { 64: 2, 98: 2, 192: 0, 224: 0 };

const frame = fc
  .record({
    type: fc.constantFrom(0x10, 0x30, 0x3b, 0x40, 0x62, 0x82, 0xa2, 0xc0, 0xe0),
    size: fc.integer({ min: 3, max: 20_000 }),
  })
  .map(({ type, size }) => packet(type, Buffer.alloc(fixedSizes[type] ?? size, 1)));

function bordersOf(stream: Buffer, cuts: readonly number[]): number[] {
  const scanner = createFrameScanner(64 * 1024);
  const borders: number[] = [];
  const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  for (let piece = 1; piece < at.length; piece += 1) {
    const chunk = stream.subarray(at[piece - 1], at[piece]);
    for (let offset = 0; offset < chunk.length; ) {
      const { end, complete } = scanner.scan(chunk, offset);
      if (complete) borders.push((at[piece - 1] as number) + end);
      offset = end;
    }
  }
  return borders;
}

it('finds the same borders however the stream was cut', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (frames, cuts) => {
        let end = 0;
        const borders = frames.map(({ length }) => {
          end += length;
          return end;
        });
        expect(bordersOf(Buffer.concat(frames), cuts)).toEqual(borders);
      },
    ),
  );
});

it.each([
  ['exactly at the limit', 100, 98, true],
  ['one byte above it', 100, 99, false],
  ['with a length of two bytes, at the limit', 303, 300, true],
  ['with a length of two bytes, above it', 302, 300, false],
])('a packet %s', (_case, limit, body, taken) => {
  const scan = () => createFrameScanner(limit).scan(packet(0x30, Buffer.alloc(body)), 0);
  if (taken) expect(scan().complete).toBe(true);
  else expect(scan).toThrow(FrameError);
});

it.each([
  ['SUBSCRIBE without a filter', packet(0x82, [0, 1]), 'no topic filter'],
  ['UNSUBSCRIBE without a filter', packet(0xa2, [0, 1]), 'no topic filter'],
  ['a repeat of QoS 0', packet(0x38, Buffer.alloc(9)), 'DUP with QoS 0'],
  ['PINGREQ with a body', packet(0xc0, [0]), 'packet type 12 with 1 bytes'],
  ['PUBACK without an identifier', packet(0x40), 'packet type 4 with 0 bytes'],
  ['packet identifier 0', packet(0x82, [0, 0], Buffer.alloc(9)), 'packet identifier 0'],
  ['a packet of the server', packet(0xd0), 'packet type 13'],
])('%s is refused', (_case, bytes, reason) => {
  expect(() => createFrameScanner(1024).scan(bytes, 0)).toThrow(reason);
});

it('tells type and size of the packet that ended', () => {
  const scanner = createFrameScanner(1024);
  scanner.scan(packet(0x32, Buffer.alloc(300)), 0);
  expect([scanner.type, scanner.length]).toEqual([3, 303]);
});

it('knows that a packet is too large before any of it has come', () => {
  expect(() => createFrameScanner(4096).scan(Buffer.from([0x10, 0xff, 0xff, 0x7f]), 0)).toThrow('at most 4096');
});

it('any bytes are either scanned to their end or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
      const scanner = createFrameScanner(1024);
      try {
        for (let offset = 0; offset < bytes.length; ) {
          const { end } = scanner.scan(bytes, offset);
          expect(end).toBeGreaterThan(offset);
          offset = end;
        }
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
});
