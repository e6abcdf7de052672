// A backup back in a folder: only what its manifest names, each part as long and as hashed as it says.
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Manifest, manifestName } from './manifest.ts';
import { readEntries } from './tar.ts';

const longestManifest = 1024 * 1024;

/** The manifest alone; undefined where the file is something else. */
export async function readManifest(file: string): Promise<Manifest | undefined> {
  const from = await open(file, 'r');
  try {
    for await (const entry of readEntries(from)) return await manifestIn(entry);
  } catch {
    // No tar, so none of ours.
  } finally {
    await from.close();
  }
  return undefined;
}

/** @throws where the file is no backup, or not whole; what was unpacked until then is for the caller to remove. */
export async function unpackBackup(file: string, into: string): Promise<Manifest> {
  const from = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file}: cannot be read (${error.code})`);
  });
  try {
    let manifest: Manifest | undefined;
    const missing = new Map<string, Manifest['parts'][number]>();
    for await (const entry of readEntries(from)) {
      if (manifest === undefined) {
        manifest = await manifestIn(entry);
        for (const part of manifest?.parts ?? []) missing.set(part.name, part);
        if (manifest === undefined) break;
        continue;
      }
      const part = missing.get(entry.name);
      if (part === undefined) throw new Error(`its manifest does not name ${JSON.stringify(entry.name)}`);
      const sha256 = await writePart(join(into, entry.name), entry.content);
      if (sha256 !== part.sha256) throw new Error(`${entry.name} is not what was backed up`);
      missing.delete(entry.name);
    }
    if (manifest === undefined) throw new Error('it has no manifest of ours');
    const [absent] = missing.keys();
    if (absent !== undefined) throw new Error(`${absent} is missing`);
    return manifest;
  } catch (error) {
    throw new Error(`${file}: expected a whole backup of a hub: ${(error as Error).message}`, { cause: error });
  } finally {
    await from.close();
  }
}

async function manifestIn(entry: { name: string; size: number; content: AsyncIterable<Uint8Array> }) {
  if (entry.name !== manifestName || entry.size > longestManifest) return undefined;
  return Manifest.parse(JSON.parse(await text(entry.content)));
}

async function writePart(path: string, content: AsyncIterable<Uint8Array>): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const to: FileHandle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    for await (const chunk of content) {
      hash.update(chunk);
      await to.write(chunk);
    }
    await to.sync();
    return hash.digest('hex');
  } finally {
    await to.close();
  }
}
