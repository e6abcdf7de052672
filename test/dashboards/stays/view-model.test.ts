// Which stays are asked for, and one stay's cells by touchpoint.
import { describe, expect, test } from 'vitest';
import { citation } from '../../../dashboards/shared/touchpoint/citation.ts';
import { proofPhrases } from '../../../dashboards/shared/touchpoint/proof-words.ts';
import { touchpointOrder } from '../../../dashboards/shared/touchpoint/touchpoints.ts';
import { askOf, stayFilterOf, touchpointsOfStay } from '../../../dashboards/stays/view-model.ts';
import type { Touchpoint } from '../../../gateway/api/contract/touchpoint.ts';
import { touchpointIds } from '../../../gateway/domain/touchpoint.ts';

const zone = 'Asia/Shanghai';
const filter = (text: string) => stayFilterOf(new URLSearchParams(text));

const aCell = (id: string, parts: Partial<Touchpoint> = {}): Touchpoint => ({
  id,
  at: '2026-03-01T06:00:00.000Z',
  stay: 'R-1',
  touchpoint: 'arrival',
  type: 'judged',
  standard: 'tea-first@1',
  outcome: 'met',
  seconds: null,
  value: null,
  space: null,
  floor: null,
  source: 'hub',
  evidence: {},
  ...parts,
});

test('the pages know the twelve in the domain’s order', () => {
  expect(touchpointOrder).toEqual(touchpointIds);
});

describe('the filter', () => {
  test('nonsense in the address is not believed', () => {
    expect(filter('state=asleep&date=2026-02-99&missed=perhaps&space=')).toEqual({ missed: false });
  });

  test('a day of arrival is the hotel’s, from midnight to midnight', () => {
    expect(askOf(filter('date=2026-03-01&state=departed&missed=true&space=1203'), zone)).toEqual({
      state: 'departed',
      space: '1203',
      missed: 'true',
      from: '2026-02-28T16:00:00.000Z',
      to: '2026-03-01T16:00:00.000Z',
    });
  });
});

test('cells stand under their touchpoint in the order of a stay, the house’s beside them', () => {
  const cells = [
    aCell('late', { at: '2026-03-01T07:00:00.000Z' }),
    aCell('early'),
    aCell('drink', { touchpoint: null }),
  ];
  const all = touchpointsOfStay({ cells });
  expect(all).toHaveLength(13);
  expect(all[1]?.cells.map(({ id }) => id)).toEqual(['early', 'late']);
  expect(all.at(-1)).toMatchObject({ cells: [{ id: 'drink' }] });
});

describe('a proof in words', () => {
  test.each([
    [
      'a miss that nothing was told of',
      { outcome: 'missed', evidence: { why: 'nothing-told' } },
      ['cause.nothingTold'],
    ],
    ['a silent device', { outcome: 'no-evidence', evidence: { why: 'device:tea-l1' } }, ['cause.silentDevice']],
    [
      'a cup found by its time',
      { seconds: 40, evidence: { matchedBy: 'time-window' } },
      ['proof.afterSeconds', 'proof.matched.window'],
    ],
    [
      'a check-in that took its time',
      { outcome: 'missed', seconds: 400, evidence: { told: 'pms' } },
      ['proof.after', 'proof.toldByPms'],
    ],
    ['a cup before the guest', { seconds: -20, evidence: {} }, ['proof.before']],
    ['a room too cold', { outcome: 'missed', evidence: { wrong: 'temperature', temperature: 19 } }, ['proof.wrong']],
    ['a machine’s day', { evidence: { right: 0.97, unknown: 0, day: '2026-03-01' } }, ['proof.available']],
    [
      'what no page knows yet is shown as it is',
      { outcome: 'no-evidence', evidence: { why: 'moonlight' } },
      ['cause.other'],
    ],
  ] as const)('%s', (_name, parts, keys) => {
    expect(proofPhrases(aCell('c', parts as Partial<Touchpoint>)).map(({ key }) => key)).toEqual(keys);
  });

  test.each([
    ['house rule: tea first, for every arrival', 'cite.house'],
    ['house rule; Chinese building codes give hotels the same figure', 'cite.houseAndCodes'],
    ['set by chen, 2026-03-01', 'cite.setBy'],
    ['VDI 6003, level II, shower', 'cite.vdi'],
    ['the contract with the brand', 'cite.own'],
  ])('of the source %s', (source, key) => {
    expect(citation(source).key).toBe(key);
  });
});
