// A JPEG as the hub keeps it: only what paints the picture. Where and when it was taken, by which phone, and whatever else a
// camera writes beside it never reaches the disk. ITU-T T.81, annex B.

const startOfImage = 0xffd8;
const startOfScan = 0xda;
/** JFIF, and Adobe's word on how colours are coded: without them some pictures turn green. */
const paints: ReadonlySet<number> = new Set([0xe0, 0xee]);
/** SOF0 to SOF15, less DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** APP0 to APP15, and comments. */
const isExtra = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

export interface Picture {
  readonly bytes: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The picture without its metadata; undefined where it is no JPEG that can be read to its scan. */
export function readJpeg(file: Buffer): Picture | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== startOfImage) return undefined;
  const kept: Buffer[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= file.length; ) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] as number;
    // Fill bytes may stand before a marker: B.1.1.2.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) return undefined;
    if (isFrame(marker) && end - at >= 9)
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    if (marker === startOfScan) {
      kept.push(scans(file, at));
      return size === undefined || size.width === 0 || size.height === 0
        ? undefined
        : { bytes: Buffer.concat(kept), ...size };
    }
    if (!isExtra(marker) || paints.has(marker)) kept.push(file.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** From the first scan to the end of the image; what a phone hangs behind it (a film, a second picture) is left out. */
function scans(file: Buffer, from: number): Buffer {
  const end = file.indexOf(Buffer.from([0xff, 0xd9]), from);
  return end < 0 ? file.subarray(from) : file.subarray(from, end + 2);
}
