import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixture, type Pipe, push, relax, split, tap, volume } from '../../../../devices/simulators/water/plug-flow.ts';

const plug = fc.record({
  litres: fc.double({ min: 0.01, max: 5, noNaN: true }),
  temperatureC: fc.double({ min: 5, max: 70, noNaN: true }),
});
const pipes = fc.array(plug, { minLength: 1, maxLength: 12 });
const heat = (pipe: Pipe) => (pipe.length === 0 ? 0 : volume(pipe) * mixture(pipe));

describe('water in a pipe', () => {
  test('pushes out what was in it, nearest the outlet first', () => {
    const pipe = [
      { litres: 1, temperatureC: 50 },
      { litres: 1, temperatureC: 20 },
    ];
    expect(push(pipe, { litres: 1.5, temperatureC: 60 })).toEqual({
      pipe: [
        { litres: 1.5, temperatureC: 60 },
        { litres: 0.5, temperatureC: 50 },
      ],
      out: [
        { litres: 0.5, temperatureC: 50 },
        { litres: 1, temperatureC: 20 },
      ],
    });
  });

  test('makes and loses neither volume nor heat', () => {
    fc.assert(
      fc.property(pipes, plug, (pipe, water) => {
        const pushed = push(pipe, water);
        expect(volume(pushed.pipe)).toBeCloseTo(volume(pipe), 6);
        expect(volume(pushed.out)).toBeCloseTo(water.litres, 6);
        expect(heat(pushed.pipe) + heat(pushed.out)).toBeCloseTo(heat(pipe) + heat([water]), 4);
      }),
    );
  });

  test('is the same water when cut in two', () => {
    fc.assert(
      fc.property(pipes, fc.double({ min: 0, max: 1, noNaN: true }), (pipe, share) => {
        const { before, after } = split(pipe, volume(pipe) * share);
        expect(heat(before) + heat(after)).toBeCloseTo(heat(pipe), 4);
      }),
    );
  });

  test('gives a tap in its side the water that stood just before it, and leaves what lies beyond', () => {
    const pipe = [
      { litres: 2, temperatureC: 40 },
      { litres: 2, temperatureC: 30 },
      { litres: 2, temperatureC: 20 },
    ];
    const tapped = tap(pipe, 4, 2, 60);
    expect(tapped.takenC).toBe(30);
    expect(tapped.pipe).toEqual([
      { litres: 2, temperatureC: 60 },
      { litres: 2, temperatureC: 40 },
      { litres: 2, temperatureC: 20 },
    ]);
  });

  test('cools to 1/e of its excess in one time constant, however finely the time is cut', () => {
    const once = relax([{ litres: 1, temperatureC: 55 }], 25, 600, 600);
    expect(mixture(once)).toBeCloseTo(25 + 30 / Math.E, 6);
    let often: Pipe = [{ litres: 1, temperatureC: 55 }];
    for (let i = 0; i < 600; i++) often = relax(often, 25, 600, 1);
    expect(mixture(often)).toBeCloseTo(mixture(once), 6);
  });
});
