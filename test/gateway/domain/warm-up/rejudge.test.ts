// Judging the record again: the same standard says the same, another says what would have been.
import { describe, expect, test } from 'vitest';
import type { WaterSample } from '../../../../gateway/domain/draw.ts';
import type { SpaceId } from '../../../../gateway/domain/property.ts';
import type { WarmUpStandard } from '../../../../gateway/domain/standard.ts';
import { house10s } from '../../../../gateway/domain/warm-up/presets.ts';
import { countVerdicts, rejudge, type StoredDraw } from '../../../../gateway/domain/warm-up/rejudge.ts';
import { closedDraws, hotBranch, outletWith, replay } from './outlet.ts';

const startAt = Date.UTC(2026, 2, 1, 6);

/** A shower of `forS` seconds whose hot front comes at `frontS`, an idle sample before and a closed tap after it. */
function shower(beginS: number, { forS = 60, frontS = 7, hotC = 54 } = {}): WaterSample[] {
  return Array.from({ length: forS + 12 }, (_, index) => {
    const s = index - 2;
    const share = 1 / (1 + Math.exp(-2 * (s - frontS)));
    const flowLpm = s >= 0 && s < forS ? 8 : 0;
    return { at: startAt + (beginS + s) * 1000, temperatureC: 20 + (hotC - 20) * share + ripple(index), flowLpm };
  });
}

function recorded(trace: readonly WaterSample[], standard: WarmUpStandard = house10s): StoredDraw[] {
  return closedDraws(replay(trace, outletWith(hotBranch, standard))).map(({ draw, curve }) => ({
    draw: { ...draw, space: '1203' as SpaceId, judgedAt: draw.startedAt },
    curve,
  }));
}

/** Real water is never the same to the last digit; a reading that is counts as a broken probe. */
function ripple(index: number): number {
  return (index % 3) / 100;
}

const aDay = [
  ...shower(0),
  ...shower(3_600, { frontS: 14 }),
  ...shower(7_200, { forS: 40, hotC: 26 }),
  ...shower(10_800, { forS: 6, frontS: 30 }),
  ...shower(10_826, { frontS: 7 }),
  ...shower(14_400, { frontS: -60 }),
];

const outcomes = (verdicts: readonly { outcome: string; reason?: string }[]) =>
  verdicts.map(({ outcome, reason }) => reason ?? outcome);

describe('a day of one room, judged again', () => {
  const stored = recorded(aDay);

  test('has one of everything', () => {
    expect(outcomes(stored.map(({ draw }) => draw))).toEqual([
      'met',
      'missed',
      'missed',
      'too-short',
      'missed',
      'warm-start',
    ]);
  });

  test('by the standard that judged it, says the same, chains included', () => {
    const again = rejudge(hotBranch, stored, house10s);
    expect(again.map(({ after }) => [after.outcome, after.reason, after.seconds])).toEqual(
      stored.map(({ draw }) => [draw.outcome, draw.reason, draw.seconds]),
    );
  });

  test('by a limit of 20 s, keeps only the miss that never got hot', () => {
    const again = rejudge(hotBranch, stored, { ...house10s, limitS: 20 });
    expect(outcomes(again.map(({ after }) => after))).toEqual([
      'met',
      'met',
      'missed',
      'too-short',
      'met',
      'warm-start',
    ]);
  });

  test('by a standard of another measuring point, says nothing', () => {
    expect(rejudge(hotBranch, stored, { ...house10s, point: 'mixed-outlet' })).toEqual([]);
  });
});

test('verdicts are counted as the history counts them', () => {
  const counts = countVerdicts(
    'day',
    recorded(aDay).map(({ draw }) => draw),
  );
  expect(counts).toMatchObject({
    key: 'day',
    met: 1,
    missed: 3,
    inconclusive: 0,
    excluded: 2,
    warmStarts: 1,
    hotInTime: 2,
  });
  expect(counts.p50).toBeCloseTo(12.6, 1);
});
