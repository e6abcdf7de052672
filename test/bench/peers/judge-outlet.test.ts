// A peer that judged less than the hub would win for nothing.
import { expect, it } from 'vitest';
import { wireSample } from '../../faults/live-devices.ts';
import { draw, front, steady, type Tap } from '../../fixtures/water-physics.ts';
import { createTaker, type PeerSample } from './judge-outlet.ts';

const edgeAt = Date.UTC(2026, 0, 5, 7);
const shower = (tap: Tap) => draw(edgeAt, tap).map((sample) => wireSample(sample) as PeerSample);

it.each([
  ['hot at 7 s is met', { water: front(7), openS: 40 }, 'met', false],
  ['hot at 14 s is missed, and told', { water: front(14), openS: 40 }, 'missed', true],
  ['cold to the end is missed, and told', { water: steady(20), openS: 40 }, 'missed', true],
  ['a short rinse says nothing', { water: steady(20), openS: 6 }, 'excluded', false],
  ['water that is warm already says nothing', { water: steady(47), openS: 40 }, 'excluded', false],
] as const)('%s', (_name, tap, outcome, isTold) => {
  const take = createTaker();
  const taken = shower(tap).map((sample) => take('hw-1', sample, edgeAt + 60_000));
  expect(taken.flatMap((one) => one?.draws ?? []).map((one) => one.outcome)).toEqual([outcome]);
  expect(taken.filter((one) => one?.missed).length).toBe(isTold ? 1 : 0);
});

it('tells an outlet that stays cold once, until it has kept the promise', () => {
  const take = createTaker();
  const told: number[] = [];
  for (const [n, water] of [steady(20), steady(20), front(6), steady(20)].entries()) {
    const at = edgeAt + n * 600_000;
    const samples = draw(at, { water, openS: 40 }).map((sample) => wireSample(sample) as PeerSample);
    if (take('hw-1', { samples }, at + 60_000)?.missed) told.push(n);
  }
  expect(told).toEqual([0, 3]);
});

it.each([
  ['no instant', { temperature: 20, flow: 0 }],
  ['an instant of last year', { at: edgeAt - 365 * 86_400_000, temperature: 20, flow: 0 }],
  ['a flow that is none', { at: edgeAt, temperature: 20, flow: 'much' }],
  ['nothing', null],
])('refuses %s', (_name, body) => {
  expect(createTaker()('hw-1', body as unknown as PeerSample, edgeAt)).toBeUndefined();
});
