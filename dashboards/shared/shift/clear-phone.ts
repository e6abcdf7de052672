// What a page kept on this phone goes with the shift: the last pictures of the hub, the marks of the window. The language stays,
// and when the hub was last heard; so do taps that have not reached it: they are in a box of their own.
import { storedAs as heardUntil } from '../opening/heard-until.ts';

const kept: ReadonlySet<string> = new Set(['language', heardUntil]);

export async function clearPhone(): Promise<void> {
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) if (!kept.has(key)) localStorage.removeItem(key);
  // Plain HTTP has no caches.
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith('last-')) await caches.delete(name);
}
