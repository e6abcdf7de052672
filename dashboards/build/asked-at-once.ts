// What a page needs besides its own files is asked for while its HTML is read, not when its scripts run: the words, and its first
// calls of the API. And its style keeps nothing back: what the HTML draws by itself is painted before any file is there.
import { readFileSync } from 'node:fs';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { askedAtOnce } from '../shared/opening/first-asked.ts';

/** Has no style of its own: a policy that forbids inline style lets it pass. */
const picture = readFileSync(new URL('../shared/opening/opening.svg', import.meta.url), 'utf8').replace(/\n\s*/g, '');
const opening = '<div class="opening" role="status">';
const stylesheet = /\s*<link rel="stylesheet"[^>]*>/g;

/** @param words the module that asks for words as soon as it is there: the end of its path. */
export function askAtOnce(words: string): Plugin {
  return {
    name: 'ask-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle = {} }) {
        const folder = path.split('/')[1] ?? '';
        const tags = [scriptOf(fileOf(words, bundle)), ...(askedAtOnce[folder] ?? []).map(preloadOf)];
        const styles = html.match(stylesheet)?.join('') ?? '';
        const painted = html.replace(opening, (whole) => whole + picture).replace(stylesheet, '');
        return { html: painted.replace(/\s*<\/body>/, `${styles}\n  </body>`), tags };
      },
    },
  };
}

function fileOf(module: string, bundle: Rolldown.OutputBundle): string {
  const holds = (file: Rolldown.OutputAsset | Rolldown.OutputChunk) =>
    file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith(module));
  const found = Object.values(bundle).find(holds);
  if (found === undefined) throw new Error(`${module} is in no file of the build`);
  return found.fileName;
}

/** It does not wait for its turn among the page's scripts, and is asked for before them. */
const scriptOf = (file: string): HtmlTagDescriptor => ({
  tag: 'script',
  attrs: { type: 'module', async: true, crossorigin: true, src: `/${file}` },
  injectTo: 'head-prepend',
});

const preloadOf = (href: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'preload', as: 'fetch', fetchpriority: 'low', crossorigin: true, href },
  injectTo: 'head',
});
