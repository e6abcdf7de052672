// What the API refuses, in the words that were typed: its `kind` is what was given as `--kind`, its `id` what stands for `<id>`.
import type { Command } from './command.ts';
import { Mistake } from './mistake.ts';

export function spelledFor(mistake: Mistake, command: Command | undefined): Mistake {
  if (command === undefined || mistake.fields.length === 0) return mistake;
  const spelled = (field: string) => {
    if (command.usage.includes(`<${field}>`) && !command.options?.includes(field)) return `<${field}>`;
    return command.options?.includes(field) ? `--${field}` : field;
  };
  return new Mistake(mistake.fields.map(({ field, detail }) => `${spelled(field)}: ${detail}`).join('; '));
}
