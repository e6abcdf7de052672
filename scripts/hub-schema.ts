// hub.schema.json, from the zod schema that the hub itself reads hub.yaml with. `npm run schema` writes it.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { HubFile } from '../gateway/config/hub-file.ts';

export function hubSchemaText(): string {
  const schema = z.toJSONSchema(HubFile, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'hub.yaml of Touchpoint Hub', ...schema }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(new URL('../hub.schema.json', import.meta.url), hubSchemaText());
