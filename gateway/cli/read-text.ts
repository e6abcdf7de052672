// A file that the caller named.
import { readFileSync } from 'node:fs';
import { Mistake } from './mistake.ts';

/** @throws Mistake where it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Mistake(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
