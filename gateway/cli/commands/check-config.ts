// Whether the hub would start with these settings and this hub.yaml; every mistake at once.
import type { Command } from '../command.ts';
import { neededWords } from '../options.ts';

/** Settings are read before any command runs: to get here, they are right. */
const checkConfig: Command = {
  words: 'check-config',
  usage: '',
  does: 'checks the settings and hub.yaml, and names every mistake',
  async run(given) {
    neededWords(given);
    const { file, property, dataDir, spaces } = given.config;
    const found = { file: file ?? null, property: property.id, dataDir, spaces: spaces.length };
    const source = file ?? 'no hub.yaml';
    return {
      json: { ok: true, ...found },
      text: `${source}: right. Property ${property.id}, ${spaces.length} spaces.`,
    };
  },
};

export const configCommands: readonly Command[] = [checkConfig];
