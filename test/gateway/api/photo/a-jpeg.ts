// A JPEG segment by segment, as phones write them: small, and only as true as a reader of headers needs.

export const segment = (marker: number, content: string | Uint8Array) => {
  const body = Buffer.from(content as string);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

export const jfif = segment(0xe0, 'JFIF\0\x01\x01');
export const exif = segment(0xe1, 'Exif\0\0 N 31.2304 E 121.4737, phone of Li');
export const comment = segment(0xfe, 'taken at home');
export const scan = Buffer.concat([
  segment(0xda, '\x01\x01\0\0\x3f\0'),
  Buffer.from('picture'),
  Buffer.from([0xff, 0xd9]),
]);
const start = Buffer.from([0xff, 0xd8]);

const frame = (width: number, height: number) => {
  const body = Buffer.alloc(9);
  body[0] = 8;
  body.writeUInt16BE(height, 1);
  body.writeUInt16BE(width, 3);
  body[5] = 1;
  return segment(0xc0, body);
};

export function aJpeg({
  width = 1200,
  height = 1600,
  extras = [jfif] as readonly Buffer[],
  behind = Buffer.alloc(0),
} = {}): Buffer {
  return Buffer.concat([start, ...extras, frame(width, height), scan, behind]);
}
