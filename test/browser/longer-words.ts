// A language that nobody speaks: English with words two fifths longer, as translations turn out to be, and marked, so that what did
// not come from the phrases stands out.
import type { BrowserContext, Route } from 'playwright-core';
import { phraseAreas, phrasesOfArea } from '../dashboards/shared/phrases.ts';

const mark = 'à';
const inFile = /\/assets\/phrases-([\w-]+?)-en-[\w-]+\.js$/;

/** Pages that this device opens say their English phrases in longer words. */
export async function speakLonger(device: BrowserContext): Promise<void> {
  await device.route(inFile, async (route) => {
    await route.fulfill({ contentType: 'text/javascript', body: await longerPhrases(route) });
  });
}

/** The built file says how its phrases are called outside; what they say stands in the sources. */
async function longerPhrases(route: Route): Promise<string> {
  const area = inFile.exec(route.request().url())?.[1];
  const phrases = phrasesOfArea(
    'en',
    phraseAreas.find((one) => (one ?? 'all') === area),
  );
  const built = await (await route.fetch()).text();
  const names = [...built.matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, list = '']) => list.split(','));
  const outside = names.map((name) => `phrases as ${name.split(' as ').at(-1)?.trim()}`);
  return `const phrases = ${JSON.stringify(longer(phrases))};\nexport { ${outside.join(', ')} };`;
}

function longer(phrase: unknown): unknown {
  if (typeof phrase === 'object' && phrase !== null) {
    return Object.fromEntries(Object.entries(phrase).map(([key, value]) => [key, longer(value)]));
  }
  return typeof phrase === 'string'
    ? phrase
        .split(/(\{[^}]*\})/)
        .map(longerText)
        .join('')
    : phrase;
}

function longerText(text: string): string {
  if (text.startsWith('{')) return text;
  return text.replace(/\p{L}{2,}/gu, (word) => word + mark.repeat(Math.ceil(word.length * 0.4)));
}
