// Beside each file its copies as gzip and Brotli: packed once, as small as can be, and served as they are.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const packed = /\.(js|css|html|svg|webmanifest)$/;
const packings = {
  gz: (content: Buffer) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
};

export function addPackedCopies(): Plugin {
  return {
    name: 'add-packed-copies',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter((file) => packed.test(file));
      await Promise.all(
        files.map(async (file) => {
          const content = await readFile(join(dir, file));
          for (const [ending, pack] of Object.entries(packings)) {
            await writeFile(join(dir, `${file}.${ending}`), await pack(content));
          }
        }),
      );
    },
  };
}
