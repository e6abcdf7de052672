// The list of stays against answers that come late.
import { afterEach, expect, test, vi } from 'vitest';
import { createStayBook } from '../../../dashboards/stays/stays.ts';
import { anAddress, aSlowHub, settled } from '../shared/slow-hub.ts';

afterEach(() => vi.unstubAllGlobals());

async function aLoadedBook() {
  const hub = aSlowHub();
  const place = anAddress();
  const book = createStayBook({ api: hub.api, place, property: { timeZone: 'Asia/Shanghai' } });
  const answer = async (index: number, stays: readonly string[], next: string | null) => {
    hub.asked[index]?.answer({ items: stays.map((stay) => ({ stay })), next });
    await settled();
  };
  void book.load();
  await answer(0, ['R-1', 'R-2'], 'after R-2');
  return { hub, place, book, answer, shown: () => book.stays.value.map(({ stay }) => stay) };
}

test('more stays are appended to those of the same filter', async () => {
  const { hub, book, answer, shown } = await aLoadedBook();
  void book.more();
  expect(hub.asked[1]?.path).toContain('cursor=after+R-2');
  await answer(1, ['R-3'], null);
  expect(shown()).toEqual(['R-1', 'R-2', 'R-3']);
  expect(book.hasMore.value).toBe(false);
});

test('more stays of an old filter are never appended to the list of a new one', async () => {
  const { place, book, answer, shown } = await aLoadedBook();
  void book.more();
  place.go({ missed: 'true' });
  await answer(2, ['R-2'], null);
  await answer(1, ['R-3'], 'after R-3');
  expect(shown()).toEqual(['R-2']);
  expect(book.hasMore.value).toBe(false);
});

test('before the list of a new filter is there, there is no more of it to ask for', async () => {
  const { hub, place, book, answer, shown } = await aLoadedBook();
  place.go({ missed: 'true' });
  void book.more();
  expect(hub.asked).toHaveLength(2);
  await answer(1, ['R-2'], null);
  expect(shown()).toEqual(['R-2']);
});

test('more that is asked for twice is appended once', async () => {
  const { book, answer, shown } = await aLoadedBook();
  void book.more();
  void book.more();
  await answer(1, ['R-3'], null);
  await answer(2, ['R-3'], null);
  expect(shown()).toEqual(['R-1', 'R-2', 'R-3']);
});
