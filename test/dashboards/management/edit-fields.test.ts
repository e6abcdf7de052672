// A standard as a form and back: what differs alone is sent, lists whole; what is refused stands at its field.
import { describe, expect, test } from 'vitest';
import { changeOf, editFields, problemsOf, refusalsOf } from '../../../dashboards/management/edit-fields.ts';
import { heatmapGrid, levelOf } from '../../../dashboards/management/heatmap-grid.ts';
import { wireServiceStandard } from '../../../gateway/api/wire/standard.ts';
import { servicePresets } from '../../../gateway/domain/standards/house-presets.ts';

const preset = (id: string) => {
  const found = servicePresets.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return wireServiceStandard(found, true);
};

test.each(servicePresets.map(({ id }) => id))('%s can be edited, and untouched changes nothing', (id) => {
  const standard = preset(id);
  const fields = editFields(standard);
  expect(fields.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['enabled', 'targetShare', 'promise', 'source']),
  );
  expect(changeOf(standard, Object.fromEntries(fields.map(({ path, value }) => [path, value])))).toEqual({});
});

describe('a change', () => {
  test.each([
    ['of a time', 'check-in-3min', { withinSeconds: '240' }, { withinSeconds: 240 }],
    ['of a share, given in percent', 'check-in-3min', { targetShare: '92.5' }, { targetShare: 0.925 }],
    ['of a clock time', 'bedtime-milk', { by: '22:00' }, { by: '22:00' }],
    ['of the words, ended with Enter', 'tea-first', { promise: ' Tea\nfirst.\n' }, { promise: 'Tea first.' }],
    ['to off', 'tea-first', { enabled: 'false' }, { enabled: false }],
    ['with a comma', 'check-in-3min', { targetShare: '92,5' }, { targetShare: 0.925 }],
    ['with the digits of a Chinese keyboard', 'check-in-3min', { targetShare: '９２．５' }, { targetShare: 0.925 }],
    [
      'of hours sends them all',
      'breakfast-machines',
      { 'hours.0.to': '10:30' },
      { hours: [{ from: '06:30', to: '10:30' }] },
    ],
  ] as const)('%s', (_name, id, given, expected) => {
    expect(changeOf(preset(id), given)).toEqual(expected);
  });

  test('of one limit keeps the other checks as they are', () => {
    const standard = preset('room-ready');
    const { checks } = changeOf(standard, { 'checks.1.min': '21' }) as { checks: Record<string, unknown>[] };
    expect(checks).toHaveLength(3);
    expect(checks[1]).toMatchObject({ reading: 'temperature', min: 21, max: 26 });
    expect(standard['checks']).not.toEqual(checks);
  });
});

test.each([
  ['of a word', { withinSeconds: 'soon' }, 'edit.notANumber'],
  ['of nothing', { withinSeconds: ' ' }, 'edit.notANumber'],
  ['that two people read as different numbers', { withinSeconds: '1,200' }, 'edit.notANumber'],
  ['beyond what the hub takes', { targetShare: '101' }, 'edit.outside'],
  ['to no words', { promise: ' ' }, 'edit.wordsMissing'],
] as const)('a change %s is said at its field before the hub is asked', (_name, given, key) => {
  const [path] = Object.keys(given);
  const problems = problemsOf(editFields(preset('tea-first')), given);
  expect([...problems].map(([field, { key }]) => [field, key])).toEqual([[path, key]]);
});

test('a clock time is one, and figures that are given as they were are no problem', () => {
  const fields = editFields(preset('bedtime-milk'));
  expect(problemsOf(fields, { by: '25:00' }).get('by')?.key).toBe('edit.notAClock');
  expect(problemsOf(fields, Object.fromEntries(fields.map(({ path, value }) => [path, value])))).toEqual(new Map());
});

test('what is refused stands at its field, and what belongs to none above the button', () => {
  const fields = editFields(preset('tea-first'));
  const said = refusalsOf(fields, {
    errors: [
      { field: 'withinSeconds', detail: 'expected seconds' },
      { field: 'moon', detail: 'expected no moon' },
    ],
  });
  expect([...said]).toEqual([
    ['withinSeconds', 'expected seconds'],
    ['', 'expected no moon'],
  ]);
  expect([...refusalsOf(fields, { detail: 'The store does not answer.' })]).toEqual([
    ['', 'The store does not answer.'],
  ]);
});

describe('the heatmap', () => {
  const cell = (day: string, row: string, met: number, missed: number, unjudged = 0) => ({
    day,
    row,
    met,
    missed,
    unjudged,
  });
  const range = { from: Date.parse('2026-02-27T16:00Z'), to: Date.parse('2026-03-02T16:00Z') };

  test('has every day of the period and every hour in between', () => {
    const cells = [cell('2026-03-01', '06', 1, 0), cell('2026-03-01', '09', 1, 0)];
    const grid = heatmapGrid(cells, 'hour', range, 'Asia/Shanghai');
    expect(grid.days).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect(grid.rows).toEqual(['06', '07', '08', '09']);
    expect(grid.cellOf('2026-03-02', '06')).toBeUndefined();
  });

  test.each([
    ['nothing due is blank', undefined, 'none'],
    ['what nobody can judge is grey', cell('d', 'r', 0, 0, 3), 'unjudged'],
    ['two of two is too few for green', cell('d', 'r', 2, 0), 'few'],
    ['all of many', cell('d', 'r', 9, 0), 'all-met'],
    ['one of twenty', cell('d', 'r', 19, 1), 'some'],
    ['three of ten', cell('d', 'r', 7, 3), 'many'],
    ['half', cell('d', 'r', 1, 1), 'most'],
  ] as const)('%s', (_name, one, level) => {
    expect(levelOf(one)).toBe(level);
  });
});
