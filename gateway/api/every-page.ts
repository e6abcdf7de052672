// Lists of the store read to their end, page by page.
import type { Page, PageRequest } from '../ports.ts';
import { given } from './given.ts';

const usualLimit = 1000;

/** The items of each page. */
export async function* everyPage<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  limit = usualLimit,
): AsyncGenerator<readonly T[]> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await list({ limit, ...given({ cursor }) });
    yield items;
    if (next === undefined) return;
    cursor = next;
  }
}
