// What a sample is in the line protocol; that any text and number arrives as it was is shown on a real InfluxDB in influx-safety.test.ts.
import { expect, test } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Sample } from '../../../gateway/domain/inputs.ts';
import { telemetryLines } from '../../../gateway/history/telemetry-lines.ts';
import { aSampleMessage, packed } from '../store/examples.ts';

const at = 1_767_225_600_123;
const lines = (samples: readonly Sample[], space = '1203') => {
  const tags = { 'hw-1': { kind: 'hot-water-sensor', space } };
  return telemetryLines({ ...packed([aSampleMessage({ device: 'hw-1' as DeviceId, samples })]), tags }, 'demo');
};

test('a sample is one line at its own instant, with the readings that are there', () => {
  const readings = { temperature: null, flow: 8, flowing: true, mode: 'heat', battery: Number.NaN };
  expect(lines([{ at, readings }])).toEqual([
    'telemetry,device=hw-1,kind=hot-water-sensor,property=demo,space=1203 flow=8,flowing=true,mode="heat" 1767225600123000000',
  ]);
});

test('a sample in which nothing is left is none', () => {
  expect(lines([{ at, readings: { temperature: null } }])).toEqual([]);
});

test.each<[what: string, sample: Sample, space: string, line: string]>([
  ['a place with a comma', { at, readings: { flow: 0 } }, 'Spa, 2 = new', 'space=Spa\\,\\ 2\\ \\=\\ new flow=0 '],
  ['a text with quotes', { at, readings: { mode: 'a "b" \\' } }, '1203', 'space=1203 mode="a \\"b\\" \\\\" '],
  ['a text of two lines', { at, readings: { mode: 'a\nb,c=1 2' } }, '1203', 'space=1203 mode="a b,c=1 2" '],
  ['a name of a tag', { at, readings: { device: 'x', flow: 1 } }, '1203', 'space=1203 flow=1 '],
])('%s is no other point', (_what, sample, space, line) => {
  const [only, ...others] = lines([sample], space);
  expect(only).toContain(line);
  expect(others).toEqual([]);
});

test('a device that nobody knows any more keeps its telemetry', () => {
  const samples = [{ at, readings: { flow: 8 } }];
  const message = packed([aSampleMessage({ device: 'constructor' as DeviceId, samples })]);
  expect(telemetryLines({ ...message, tags: {} }, 'demo')).toEqual([
    'telemetry,device=constructor,property=demo flow=8 1767225600123000000',
  ]);
});
