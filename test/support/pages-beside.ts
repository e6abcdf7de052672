// The pages as built from the sources at hand, answered beside a hub that may be killed meanwhile: all else is the hub's own.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** As the hub names them. */
const pages: Record<string, string> = { '/': 'index.html' };
for (const name of ['tasks', 'engineering', 'compliance', 'stays', 'wall']) pages[`/${name}`] = `${name}.html`;

export async function servePagesBeside(device: BrowserContext, folder: string): Promise<void> {
  await device.route(
    ({ pathname }) => pathname in pages || pathname.startsWith('/assets/'),
    async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = join(folder, pages[pathname] ?? pathname);
      await route.fulfill({ body: await readFile(file), contentType: types[extname(file)] ?? 'image/svg+xml' });
    },
  );
}
