// A hub that answers each question when the test lets it, and an address to be at, for what a page holds.
import { vi } from 'vitest';
import { createPlace, type Place } from '../../../dashboards/shared/state/place.ts';

interface Asked {
  readonly path: string;
  answer(body: unknown): void;
}

export function aSlowHub() {
  const asked: Asked[] = [];
  return {
    asked,
    /** What was asked since the last look. */
    paths: () => asked.splice(0).map(({ path }) => path.replace(/\?.*/, '')),
    api: {
      get: (path: string) =>
        new Promise<never>((resolve) => {
          asked.push({ path, answer: (body) => resolve({ ok: true, status: 200, body } as never) });
        }),
    },
  };
}

export function anAddress(search = ''): Place {
  const location = { pathname: '/', search };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', {
    pushState(_state: unknown, _title: string, href: string) {
      location.search = href.startsWith('?') ? href : '';
    },
  });
  vi.stubGlobal('addEventListener', () => undefined);
  return createPlace();
}

/** Lets what awaits an answer go on. */
export const settled = () => new Promise((resume) => setImmediate(resume));
