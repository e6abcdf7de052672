// What of a phone's picture stays: the picture.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJpeg } from '../../../../gateway/api/photo/jpeg.ts';
import { aJpeg, comment, exif, jfif, segment } from './a-jpeg.ts';

const plain = aJpeg();

test.each([
  ['where and when it was taken', { extras: [jfif, exif] }],
  ['a comment', { extras: [jfif, comment] }],
  [
    'what other programs wrote into it',
    { extras: [jfif, segment(0xe1, 'http://ns.adobe.com/xap/1.0/'), segment(0xed, 'IPTC')] },
  ],
  ['the film that a phone hangs behind it', { behind: Buffer.from('ftypmp42 …') }],
])('%s is left out', (_what, parts) => {
  expect(readJpeg(aJpeg(parts))?.bytes.equals(plain)).toBe(true);
});

test('its size is read, and the word on its colours stays', () => {
  const adobe = segment(0xee, 'Adobe\0');
  expect(readJpeg(aJpeg({ width: 900, height: 1200, extras: [adobe] }))).toMatchObject({ width: 900, height: 1200 });
  expect(readJpeg(aJpeg({ extras: [adobe] }))?.bytes.includes(adobe)).toBe(true);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ['a page with a script in it', Buffer.from('<svg onload="alert(1)">')],
  ['one that is cut off before its picture', plain.subarray(0, 24)],
  ['one without a size', aJpeg({ width: 0 })],
])('%s is no picture', (_what, file) => {
  expect(readJpeg(file)).toBeUndefined();
});

test('whatever the bytes are, reading them ends, and what is kept is kept again as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, asJpeg) => {
      const file = Buffer.concat([asJpeg ? aJpeg().subarray(0, 60) : Buffer.alloc(0), bytes]);
      const kept = readJpeg(file)?.bytes;
      if (kept !== undefined) expect(readJpeg(kept)?.bytes.equals(kept)).toBe(true);
    }),
  );
});
