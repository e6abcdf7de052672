import { describe, expect, test } from 'vitest';
import { curveView } from '../../../dashboards/shared/draw/curve-view.ts';
import { drawCsv } from '../../../dashboards/shared/draw/draw-csv.ts';
import { drawSentence } from '../../../dashboards/shared/draw/draw-sentence.ts';
import { writeMessage } from '../../../dashboards/shared/i18n/message.ts';
import { aDrawWithCurve } from './draw-builder.ts';
import { phrasesOf } from './phrases.ts';

describe('the sentence says what the picture says', () => {
  const cold = { ...aDrawWithCurve().promise!, below: true };
  test.each([
    ['hot in time', {}, 'draw.sentence.met'],
    ['hot too late', { outcome: 'missed', seconds: 14.6 }, 'draw.sentence.missed'],
    ['never hot', { outcome: 'missed', seconds: null, censored: true }, 'draw.sentence.neverHot'],
    [
      'missed, and the tap still runs',
      { outcome: 'missed', seconds: null, censored: true, endedAt: null },
      'draw.sentence.missedSoFar',
    ],
    ['too close to call', { outcome: 'inconclusive', seconds: 10.1 }, 'draw.sentence.inconclusive'],
    [
      'not counted, with its reason',
      { outcome: 'excluded', reason: 'warm-start', seconds: null },
      'draw.excluded.warm-start',
    ],
    ['cold in time', { promise: cold }, 'draw.sentence.metCold'],
    ['never cold', { promise: cold, outcome: 'missed', seconds: null, censored: true }, 'draw.sentence.neverCold'],
    ['a standard that is no longer known', { promise: null }, 'outcome.met'],
  ] as const)('%s', (_name, parts, key) => {
    expect(drawSentence(aDrawWithCurve(parts)).key).toBe(key);
  });

  test.each(['en', 'zh-Hans', 'es'])(
    'what is not counted names the limit that it was not counted for, in %s',
    (language) => {
      const promise = { ...aDrawWithCurve().promise!, limit: 30 };
      for (const reason of ['warm-start', 'too-short'] as const) {
        const { key, values } = drawSentence(aDrawWithCurve({ promise, outcome: 'excluded', reason, seconds: null }));
        expect(writeMessage(phrasesOf(language)[key] ?? '', values ?? {}, { language })).toMatch(/30 (s|秒)/);
      }
    },
  );
});

describe('what the picture shows', () => {
  test('the verdict’s first moments of a long draw, and all of it when asked', () => {
    const draw = aDrawWithCurve();
    expect(curveView(draw, false)).toMatchObject({ seconds: [0, 20], isCut: true });
    expect(curveView(draw, true)).toMatchObject({ seconds: [0, 59], isCut: false });
  });

  test('what a resting probe said half a minute before does not squeeze the draw', () => {
    const rest = { s: -30, temperature: 34, corrected: null, flow: 0 };
    const curve = [rest, ...aDrawWithCurve().curve];
    const view = curveView(aDrawWithCurve({ curve }), false);
    expect(view.seconds[0]).toBe(-2);
    expect(view.water[0]).toEqual({ s: -2, c: expect.closeTo(20.93, 1) });
    expect(curveView(aDrawWithCurve({ curve }), true).seconds[0]).toBe(-30);
  });

  test('target, limit and crossing lie where they were judged', () => {
    expect(curveView(aDrawWithCurve(), false)).toMatchObject({ limitAt: 10, crossing: { s: 7.6, c: 45 } });
  });

  test('seconds carried over from an unfinished try move limit and crossing towards the edge', () => {
    const chained = aDrawWithCurve({ outcome: 'missed', seconds: 13.6, chainedSeconds: 6 });
    const view = curveView(chained, false);
    expect(view.limitAt).toBe(4);
    expect(view.crossing?.s).toBeCloseTo(7.6);
  });

  test('a draw that never got hot has no crossing', () => {
    expect(
      curveView(aDrawWithCurve({ outcome: 'missed', seconds: null, censored: true }), false).crossing,
    ).toBeUndefined();
  });

  test('the corrected line is the verdict’s; the probe’s own stands beside it', () => {
    const curve = [0, 1, 2].map((s) => ({ s, temperature: 20 + s, corrected: 20 + 2 * s, flow: 8 }));
    const view = curveView(aDrawWithCurve({ curve }), false);
    expect(view.water.map(({ c }) => c)).toEqual([20, 22, 24]);
    expect(view.probe.map(({ c }) => c)).toEqual([20, 21, 22]);
  });

  test('a power-on code does not squash the picture', () => {
    const curve = [0, 1].map((s) => ({ s, temperature: s === 0 ? -127 : 20, corrected: null, flow: 8 }));
    expect(curveView(aDrawWithCurve({ curve }), false).temperatures).toEqual([10, 50]);
  });

  test('a hole in the samples stays a hole', () => {
    const curve = [0, 1, 2].map((s) => ({ s, temperature: s === 1 ? null : 20, corrected: null, flow: null }));
    const view = curveView(aDrawWithCurve({ curve }), false);
    expect(view.water.map(({ c }) => c)).toEqual([20, undefined, 20]);
    expect(view.flow).toEqual([]);
  });
});

describe('what a draw is read beside', () => {
  const usual = { draws: 12, curve: [0, 8, 19, 21].map((s) => ({ s, temperature: s < 8 ? 18 : 61 })) };
  const beside = { previous: 'd0', next: null, usual, scald: 49 };

  test('the usual curve is drawn as far as the picture goes, and has its room', () => {
    const view = curveView(aDrawWithCurve(), false, beside);
    expect(view.usual).toEqual([
      { s: 0, c: 18 },
      { s: 8, c: 61 },
      { s: 19, c: 61 },
    ]);
    expect(view.temperatures).toEqual([10, 70]);
  });

  test('a scald line stands only where water can scald', () => {
    expect(curveView(aDrawWithCurve(), false, beside).scaldC).toBe(49);
    expect(curveView(aDrawWithCurve(), false, { ...beside, scald: null })).not.toHaveProperty('scaldC');
  });
});

test('the file of a draw has every point, and nothing where nothing was measured', () => {
  const curve = [
    { s: -0.5, temperature: 20.4, corrected: null, flow: 0 },
    { s: 1, temperature: null, corrected: 21.25, flow: null },
  ];
  expect(drawCsv({ startedAt: '2026-03-01T06:00:00.000Z', curve })).toBe(
    [
      'at,seconds,temperature_c,corrected_c,flow_lpm',
      '2026-03-01T05:59:59.500Z,-0.5,20.4,,0',
      '2026-03-01T06:00:01.000Z,1,,21.25,',
      '',
    ].join('\r\n'),
  );
});
