// What the page of one standard asks the hub when its address changes, and what it makes of late answers.
import { afterEach, expect, test, vi } from 'vitest';
import { createComplianceBook } from '../../../dashboards/management/compliance.ts';
import { anAddress, aSlowHub, settled } from '../shared/slow-hub.ts';

afterEach(() => vi.unstubAllGlobals());

const figures = ['/compliance', '/compliance', '/compliance/heatmap', '/compliance/misses', '/corrections'];
const aDraw = (id: string) => ({ id, floor: '12', startedAt: '2026-03-01T04:00:00.000Z' });

async function aLoadedBook(search = '?by=space') {
  const hub = aSlowHub();
  const place = anAddress(search);
  const clock = { read: () => Date.parse('2026-03-01T06:00:00Z') };
  const book = createComplianceBook({ api: hub.api, place, clock, property: { timeZone: 'Asia/Shanghai' } });
  void book.load();
  hub.asked.splice(0)[0]?.answer({
    items: [
      { id: 'house-10s', of: 'draws' },
      { id: 'tea-first', of: 'service' },
    ],
    next: null,
  });
  await settled();
  for (const { answer } of hub.asked) answer({ items: [], next: null });
  await settled();
  return { hub, place, book, draws: () => book.behind.value.draws.map(({ id }) => id) };
}

test('opening a page asks for its figures, and for what is behind the row that its address opens', async () => {
  expect((await aLoadedBook()).hub.paths()).toEqual(figures);
  expect((await aLoadedBook('?by=space&key=1203')).hub.paths()).toEqual([...figures, '/draws']);
  expect((await aLoadedBook('?standard=tea-first&by=space&key=lobby')).hub.paths()).toEqual([
    ...figures,
    '/touchpoints',
  ]);
});

test('opening a row asks for what is behind it alone, closing it for nothing', async () => {
  const { hub, place } = await aLoadedBook();
  hub.paths();
  place.go({ key: '1203' });
  expect(hub.paths()).toEqual(['/draws']);
  place.go({ hour: '06' });
  expect(hub.paths()).toEqual(['/draws']);
  place.go({ key: undefined, hour: undefined });
  expect(hub.paths()).toEqual([]);
  place.go({ draw: 'hw-1203-1' });
  expect(hub.paths()).toEqual([]);
});

test.each([
  ['a longer period', { days: '30' }],
  ['another cut', { by: 'riser' }],
  ['floors on the heatmap', { heat: 'floor' }],
])('%s asks for the figures anew', async (_name, change) => {
  const { hub, place } = await aLoadedBook();
  hub.paths();
  place.go(change);
  expect(hub.paths()).toEqual(figures);
});

test('an answer for a row that is closed meanwhile, or no longer the open one, is not shown', async () => {
  const { hub, place, draws } = await aLoadedBook();
  hub.paths();
  place.go({ key: '1203' });
  place.go({ key: '1204' });
  const [first, second] = hub.asked.splice(0);
  second?.answer({ items: [aDraw('of 1204')], next: null });
  await settled();
  first?.answer({ items: [aDraw('of 1203')], next: null });
  await settled();
  expect(draws()).toEqual(['of 1204']);

  place.go({ key: '1203' });
  place.go({ key: undefined });
  hub.asked[0]?.answer({ items: [aDraw('of 1203')], next: null });
  await settled();
  expect(draws()).toEqual([]);
});
