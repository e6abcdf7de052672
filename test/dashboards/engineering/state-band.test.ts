// The last day of a device as a band, and what people did meanwhile.
import { describe, expect, test } from 'vitest';
import { historyMarks } from '../../../dashboards/engineering/history-marks.ts';
import { stateBand } from '../../../dashboards/engineering/state-band.ts';
import { aTask, minutesFromNow, now } from '../shared/task-builder.ts';
import { aDevice } from './device-builder.ts';

const at = (minutes: number) => now + minutes * 60_000;
const band = (heard: number[], missed: number[] = []) =>
  stateBand({
    from: at(-60),
    to: at(0),
    heardAt: heard.map(at),
    draws: missed.map((minutes) => ({ startedAt: minutesFromNow(minutes), outcome: 'missed' as const })),
  }).map(({ from, to, state }) => `${(from - now) / 60_000}..${(to - now) / 60_000} ${state}`);

describe('the band of an hour', () => {
  const rows: [name: string, heard: number[], missed: number[], told: string[]][] = [
    ['a device that was heard throughout is one stretch', [-59, -40, -20, -5], [], ['-60..0 ok']],
    ['a gap is silence, whatever came after it', [-59, -5], [], ['-60..-45 ok', '-45..-15 silent', '-15..0 ok']],
    ['a slow draw stands where it was', [-59, -40, -20, -5], [-40], ['-60..-45 ok', '-45..-30 fault', '-30..0 ok']],
    ['never heard is silent from end to end', [], [], ['-60..0 silent']],
  ];
  test.each(rows)('%s', (_name, heard, missed, told) => {
    expect(band(heard, missed)).toEqual(told);
  });
});

test('marks are of this device, in order, and touch the span', () => {
  const device = aDevice({
    maintenance: [
      { from: minutesFromNow(-70), until: minutesFromNow(-50), by: 'wang' },
      { from: minutesFromNow(-200), until: minutesFromNow(-100), by: 'wang' },
    ],
  });
  const tasks = [
    aTask({ id: 'a', openedAt: minutesFromNow(-10) }),
    aTask({ id: 'b', openedAt: minutesFromNow(-90) }),
    aTask({ id: 'c', device: 'another', openedAt: minutesFromNow(-20) }),
  ];
  const marks = historyMarks(device, tasks, { from: at(-60), to: at(0) });
  expect(marks.map(({ kind, from }) => [kind, (from - now) / 60_000])).toEqual([
    ['maintenance', -70],
    ['task', -10],
  ]);
});
