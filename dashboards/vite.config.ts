// Builds the pages into dist/: one HTML file per page, named as the hub serves it, everything else hashed and immutable.
// Nothing is inlined, so that the hub's policy can forbid inline script and style.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { askAtOnce } from './build/asked-at-once.ts';
import { addPackedCopies } from './build/packed-copies.ts';
import { sharedFiles } from './build/shared-files.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folder of a page → the name that the hub serves it under. */
const pages = {
  'sign-in': 'index',
  housekeeping: 'tasks',
  engineering: 'engineering',
  management: 'compliance',
  stays: 'stays',
  wall: 'wall',
  install: 'ca',
};

function namePagesAsServed(): Plugin {
  return {
    name: 'name-pages-as-served',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const [folder, ...rest] = file.fileName.split('/');
        const name = pages[folder as keyof typeof pages];
        if (name !== undefined && basename(rest.join('/')) === 'index.html') file.fileName = `${name}.html`;
      }
    },
  };
}

const manifest = 'hub.webmanifest';
const worker = 'worker';
const words = 'shared/i18n/words.ts';

/** What a phone that puts the hub on its home screen asks for, under names that do not change. */
function addHomeScreen(): Plugin {
  return {
    name: 'add-home-screen',
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'link', attrs: { rel: 'manifest', href: `/${manifest}` }, injectTo: 'head' }],
    },
    generateBundle() {
      const fixed = { [manifest]: `offline/${manifest}`, 'mark.svg': 'shared/ui/mark.svg' };
      for (const [fileName, source] of Object.entries(fixed)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(here(source)) });
      }
    },
  };
}

/** Phrases of an area are told from those of all pages by their name: `phrases-work-en`. */
function phrasesName(module: string | null): string | undefined {
  const found = /strings\/(?:([\w-]+)\/)?([\w-]+)\.json$/.exec(module ?? '');
  return found === null ? undefined : ['phrases', found[1] ?? 'all', found[2]].join('-');
}

export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  plugins: [namePagesAsServed(), addHomeScreen(), askAtOnce(words), addPackedCopies()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: sharedFiles },
        chunkFileNames: ({ facadeModuleId }) => `assets/${phrasesName(facadeModuleId) ?? '[name]'}-[hash].js`,
        // A worker rules over the folder that it lies in.
        entryFileNames: ({ name }) => (name === worker ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
      input: {
        ...Object.fromEntries(Object.keys(pages).map((folder) => [folder, here(`${folder}/index.html`)])),
        [worker]: here('offline/worker.ts'),
        words: here(words),
      },
    },
  },
});
