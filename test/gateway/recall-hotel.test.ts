// Which version of a standard a restarted hub judges by.
import { describe, expect, it } from 'vitest';
import { aspeBands, house10s } from '../../gateway/domain/warm-up/presets.ts';
import { latestVersions } from '../../gateway/recall-hotel.ts';

describe('of the standards that ship and those on record, the hub judges by', () => {
  const own = (version: number) => ({ ...house10s, version, source: 'the house' });
  const brand = { ...house10s, id: 'brand' };
  const rows: [name: string, shipped: (typeof house10s)[], stored: (typeof house10s)[], latest: (typeof house10s)[]][] =
    [
      ['what ships, where nothing is on record', [house10s, aspeBands], [], [house10s, aspeBands]],
      ['the house’s own later version', [house10s], [house10s, own(2), own(3)], [own(3)]],
      ['the house’s own version of the same number', [house10s], [own(1)], [own(1)]],
      ['a later one that ships', [own(4)], [house10s, own(2)], [own(4)]],
      ['those that only the house has, after the others', [house10s, aspeBands], [brand], [house10s, aspeBands, brand]],
    ];
  it.each(rows)('%s', (_name, shipped, stored, latest) => {
    expect(latestVersions(shipped, stored)).toEqual(latest);
  });
});
