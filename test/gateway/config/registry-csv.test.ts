import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRegistryCsv } from '../../../gateway/config/registry-csv.ts';

describe('a list of devices', () => {
  test('is read with their spaces, each space once and with all that its lines say', () => {
    const text = [
      'id,kind,space,floor,riser,point,tau,commissioned',
      'hw-0801,hot-water-sensor,0801,8,,mixed-outlet,4.1,2026-05-01T14:00:00+08:00',
      'rc-0801,room-controller,0801,,east,,,',
    ].join('\n');
    expect(readRegistryCsv('rooms.csv', text)).toMatchObject({
      problems: [],
      registry: {
        spaces: [{ id: '0801', floor: '8', riser: 'east' }],
        devices: [
          {
            id: 'hw-0801',
            kind: 'hot-water-sensor',
            space: '0801',
            sensor: { point: 'mixed-outlet', tauS: 4.1, resolutionC: 0, commissionedAt: Date.UTC(2026, 4, 1, 6) },
          },
          { id: 'rc-0801', kind: 'room-controller', space: '0801' },
        ],
      },
    });
  });

  test.each([
    ['semicolons, a byte order mark and Windows line ends', '\uFEFFid;kind;space\r\nrc-1;room-controller;1\r\n'],
    ['tabs', 'id\tkind\tspace\nrc-1\troom-controller\t1\n'],
    ['comments and empty lines', '# our rooms\n\nid,kind,space\n\n# floor 1\nrc-1,room-controller,1\n'],
    ['cells left away at the end of a line', 'id,kind,space,floor,riser\nrc-1,room-controller,1\n'],
  ])('is read with %s', (_what, text) => {
    const { registry, problems } = readRegistryCsv('rooms.csv', text);
    expect(problems).toEqual([]);
    expect(registry?.devices.map(({ id }) => id)).toEqual(['rc-1']);
  });

  test('is known line by line, each with what it says by itself', () => {
    const text = 'id,kind,space,floor\nhw-1,hot-water-sensor,1,8\n\nrc-1,room-controller,1,\n';
    expect(readRegistryCsv('rooms.csv', text).rows).toMatchObject([
      { line: 2, space: { id: '1', floor: '8' }, device: { id: 'hw-1' } },
      { line: 4, space: { id: '1' }, device: { id: 'rc-1' } },
    ]);
  });

  test('may name a space that has no device yet', () => {
    const { registry } = readRegistryCsv('rooms.csv', 'id,kind,space,spaceKind\n,,gym,gym\n');
    expect(registry).toEqual({ spaces: [{ id: 'gym', kind: 'gym' }], devices: [] });
  });

  test('of which one line is wrong is not taken at all, and every mistake is named with its line', () => {
    const text = [
      'id,kind,space,floor,tau',
      'hw-1,hot-water-sensor,1,1,fast',
      'HW-2,hot-water-sensor,2,1,',
      'rc-1,room-controller,1,1,',
      'rc-1,room-controller,1,2,',
      'rc-3,kettle,,1,',
      'rc-4,room-controller,4,1,,,',
      'rc-5,room-controller,5,1,3',
    ].join('\n');
    expect(readRegistryCsv('rooms.csv', text)).toMatchObject({
      problems: [
        'rooms.csv:2: tau: expected seconds, 0 to 60, found "fast"',
        'rooms.csv:3: id: expected [a-z0-9][a-z0-9-]{0,62}, found "HW-2"',
        'rooms.csv:5: id: expected a device once, found "rc-1" again, as in line 4',
        'rooms.csv:5: floor: expected "1" as in line 4, found "2"',
        'rooms.csv:6: kind: expected one of hot-water-sensor, room-controller, tea-dispenser, water-dispenser, found "kettle"',
        'rooms.csv:6: space: expected an id, found nothing',
        'rooms.csv:7: expected 5 cells, found 7',
        'rooms.csv:8: tau: expected nothing but for a hot-water-sensor, found "3"',
      ],
    });
  });

  test.each([
    ['nothing at all', '', 'rooms.csv:1: expected a header of id, kind'],
    ['a column of another list', 'id,kind,space,price\n', 'rooms.csv:1: expected columns of id, kind'],
    ['no column of spaces', 'id,kind\n', 'rooms.csv:1: expected a column space'],
    ['a column twice', 'id,space,space\n', 'rooms.csv:1: expected each column once, found "space" again'],
    ['a quote that never ends', 'id,kind,space\n"rc-1,room-controller,1\n', 'rooms.csv:2: Quote Not Closed'],
  ])('with %s says so', (_what, text, problem) => {
    expect(readRegistryCsv('rooms.csv', text).problems[0]).toContain(problem);
  });

  test('is shown by the example of docs/', () => {
    const path = new URL('../../../docs/rooms.example.csv', import.meta.url);
    const { registry, problems } = readRegistryCsv('rooms.example.csv', readFileSync(path, 'utf8'));
    expect(problems).toEqual([]);
    expect(registry?.devices).toHaveLength(5);
    expect(registry?.spaces.map(({ id }) => id)).toEqual(['0801', '0802', 'lobby', 'plant']);
  });
});
