// Files in one file, as every tar reads them (POSIX.1-1988 ustar; sizes beyond 8 GiB as GNU tar writes them). Streamed both ways.
import type { FileHandle } from 'node:fs/promises';

const block = 512;
const chunkBytes = 1024 * 1024;
const largestOctal = 8 ** 11 - 1;

export interface TarEntry {
  /** Relative, at most 100 bytes, `/` between folders. */
  readonly name: string;
  readonly size: number;
}

/** Writes an entry at the file's position. `content` has to give `size` bytes. */
export async function writeEntry(to: FileHandle, entry: TarEntry, content: AsyncIterable<Uint8Array>): Promise<void> {
  await to.write(headerOf(entry));
  let written = 0;
  for await (const chunk of content) {
    await to.write(chunk);
    written += chunk.length;
  }
  if (written !== entry.size) throw new Error(`${entry.name}: expected ${entry.size} bytes, found ${written}`);
  await to.write(Buffer.alloc(paddingOf(entry.size)));
}

export async function endTar(to: FileHandle): Promise<void> {
  await to.write(Buffer.alloc(2 * block));
}

/** The entries in order; each content has to be read, or left, before the next. @throws where it is no whole tar. */
export async function* readEntries(
  from: FileHandle,
): AsyncGenerator<TarEntry & { readonly content: AsyncIterable<Uint8Array> }> {
  for (let position = 0; ; ) {
    const header = await readBlock(from, position, block);
    if (header.every((byte) => byte === 0)) return;
    const entry = readHeader(header);
    const start = position + block;
    yield { ...entry, content: contentAt(from, start, entry.size) };
    position = start + entry.size + paddingOf(entry.size);
  }
}

async function* contentAt(from: FileHandle, start: number, size: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < size; ) {
    const chunk = await readBlock(from, start + done, Math.min(chunkBytes, size - done));
    yield chunk;
    done += chunk.length;
  }
}

async function readBlock(from: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await from.read(buffer, 0, bytes, position);
  if (bytesRead < bytes) throw new Error('the file ends too early');
  return buffer;
}

function headerOf({ name, size }: TarEntry): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: expected a name of at most 100 bytes`);
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (size <= largestOctal) {
    header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  } else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write('00000000000 ', 136);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function readHeader(header: Buffer): TarEntry {
  const text = (start: number, length: number) => {
    const field = header.subarray(start, start + length);
    const end = field.indexOf(0);
    return field.subarray(0, end < 0 ? length : end).toString('utf8');
  };
  if (Number.parseInt(text(148, 8), 8) !== checksumOf(header)) throw new Error('it is no tar, or damaged');
  const isBinary = ((header[124] ?? 0) & 0x80) !== 0;
  const size = isBinary ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  return { name: text(0, 100), size };
}

/** The sum of all bytes, the checksum's own field taken as spaces. */
function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function paddingOf(size: number): number {
  return (block - (size % block)) % block;
}
