// An exported file says what it is, and one that was changed shows.
import { hash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkExport,
  type ExportFormat,
  exportFormats,
  writeExport,
} from '../../../../gateway/domain/export/export-file.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');
const about = {
  property: 'demo',
  kind: 'draws',
  filter: 'from=2026-03-01T00:00:00Z&space=1203',
  timeZone: 'Asia/Shanghai',
  standards: ['house-10s@1', 'house-10s@2'],
  madeAt: '2026-03-02T06:00:00.000Z',
};
const columns = ['id', 'seconds', 'note'];
const rows = [
  { id: 'd-1', seconds: 7.6, note: null },
  { id: 'd-2', seconds: 14.6, note: '=cmd|"/c calc"!A0' },
];
const write = (format: ExportFormat, some: readonly object[] = rows) =>
  writeExport(about, format, columns, some, sha256).text;

test('CSV begins with what it is; its SHA-256 is that of the lines below', () => {
  const lines = write('csv').split('\n');
  const data = lines.slice(9).join('\n');
  expect(lines.slice(0, 9)).toEqual([
    '# touchpoint-hub-export/1',
    '# property,demo',
    '# kind,draws',
    '# filter,from=2026-03-01T00:00:00Z&space=1203',
    '# time zone,Asia/Shanghai',
    '# standards,house-10s@1 house-10s@2',
    '# made at,2026-03-02T06:00:00.000Z',
    '# rows,2',
    `# sha256,${sha256(data)}`,
  ]);
  expect(parse(write('csv'), { comment: '#', columns: true })).toMatchObject([
    { id: 'd-1', seconds: '7.6', note: '' },
    { id: 'd-2', note: '\'=cmd|"/c calc"!A0' },
  ]);
});

test('JSON holds the same head, and its rows as they are', () => {
  const { export: head, items } = JSON.parse(write('json'));
  expect(head).toMatchObject({
    ...about,
    rows: 2,
    sha256: sha256(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  });
  expect(items).toEqual(rows);
});

test('an export without rows is one too', () => {
  for (const format of exportFormats)
    expect(checkExport(write(format, []), sha256)).toMatchObject({ isUnchanged: true });
});

describe.each(exportFormats)('as %s', (format) => {
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const anyRows = fc.array(fc.record({ id: fc.string(), seconds: value, note: value }), { maxLength: 5 });

  test('whatever the rows hold, the file is as it was made', () => {
    fc.assert(
      fc.property(anyRows, (some) => {
        expect(checkExport(write(format, some), sha256)).toMatchObject({ isUnchanged: true, kind: 'draws' });
      }),
    );
  });

  test('one row less, one more, two that changed places, one figure: each shows', () => {
    const text = write(format);
    const line = (id: string) => text.split('\n').find((one) => one.includes(id) && !one.startsWith('#')) ?? '';
    const changed = [
      text.replace('7.6', '9.6'),
      text.replace(`${line('d-1')}\n`, ''),
      format === 'csv' ? `${text}${line('d-2')}\n` : text.replace('\n]}', `,\n${line('d-2')}\n]}`),
      text.replace('d-1', 'd-x').replace('d-2', 'd-1').replace('d-x', 'd-2'),
    ];
    for (const one of changed) expect(checkExport(one, sha256), one).toMatchObject({ isUnchanged: false });
  });
});

test('line ends that a mail program changed are no change', () => {
  expect(checkExport(write('csv').replaceAll('\n', '\r\n'), sha256)).toMatchObject({ isUnchanged: true });
});

test.each([
  ['an empty file', ''],
  ['a shopping list', 'milk\ntea\n'],
  ['another JSON', '{"items":[]}'],
  ['a broken JSON', '{"export":'],
  ['null as its head', '{"export":null,"items":[]}'],
])('%s is no export', (_, text) => {
  expect(checkExport(text, sha256)).toBeUndefined();
});
