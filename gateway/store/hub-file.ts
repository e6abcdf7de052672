// What it takes to open hub.db: its schema, and the functions that its SQL calls.
import { migrations } from './migrations.ts';

export const hubFileName = 'hub.db';

export const hubFile = { migrations, functions: new URL('./hub-functions.ts', import.meta.url).href } as const;
