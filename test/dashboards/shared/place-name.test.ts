// What pages call a place that the hotel gave no name.
import { expect, test } from 'vitest';
import { createPlaceName } from '../../../dashboards/shared/place/place-name.ts';
import type { Space } from '../../../gateway/api/contract/property.ts';

const words: Readonly<Record<string, string>> = {
  lobby: 'Lobby',
  'at.corridor': 'Corridor, floor {floor}',
  'at.plant-room': 'Plant room {riser}',
};
const wordOf = (code: string, where: Readonly<Record<string, string>> = {}) =>
  (words[code] ?? code).replace(/\{(\w+)\}/g, (_, key) => where[key] ?? '');
const space = (id: string, rest: Partial<Space> = {}): Space => ({
  id,
  kind: 'room',
  name: null,
  floor: null,
  riser: null,
  ...rest,
});
const corridor = (id: string, rest: Partial<Space> = {}) => space(id, { kind: 'corridor', floor: '14', ...rest });

test.each([
  ['a room', 'is called by its number', [space('1203', { floor: '12' })], '1203', '1203'],
  ['a place with a name', 'has that', [corridor('corridor-14', { name: 'Long walk' })], 'corridor-14', 'Long walk'],
  ['a lobby', 'has the word for it', [space('lobby', { kind: 'lobby' })], 'lobby', 'Lobby'],
  ['a floor’s only corridor', 'is the floor’s', [corridor('corridor-14')], 'corridor-14', 'Corridor, floor 14'],
  ['one of two corridors', 'keeps its id', [corridor('c-east'), corridor('c-west')], 'c-west', 'c-west'],
  [
    'one beside a named one',
    'is the floor’s',
    [corridor('c'), corridor('d', { name: 'Walk' })],
    'c',
    'Corridor, floor 14',
  ],
  ['a corridor of no floor', 'keeps its id', [corridor('corridor-14', { floor: null })], 'corridor-14', 'corridor-14'],
  ['a riser’s plant', 'is the riser’s', [space('p', { kind: 'plant-room', riser: 'r1' })], 'p', 'Plant room r1'],
  ['a place that is not there any more', 'keeps its id', [], 'annex', 'annex'],
])('%s %s', (_what, _how, spaces, id, name) => {
  expect(createPlaceName(spaces, wordOf)(id)).toBe(name);
});
