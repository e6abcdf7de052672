// The simulated PMS errs as real ones do, and the diary knows what it told.
import { expect, test } from 'vitest';
import type { CallHub } from '../../../../devices/simulators/network/hub-calls.ts';
import { createTelling } from '../../../../devices/simulators/network/telling.ts';
import { createRandom } from '../../../../devices/simulators/random.ts';
import { createSimulatedClock } from '../../../../devices/simulators/simulated-clock.ts';
import { createPms, type PmsFaults } from '../../../../devices/simulators/stays/pms.ts';
import { createDiary } from '../../../../devices/simulators/truth/diary.ts';

const hour = 3_600_000;
const startAt = Date.parse('2026-01-12T00:00Z');

interface Body {
  readonly id: string;
  readonly at: string;
}

function open(faults: Partial<PmsFaults>, answer: () => Promise<unknown> = async () => ({})) {
  const clock = createSimulatedClock({ startAt });
  const diary = createDiary();
  const telling = createTelling(clock);
  const heard: { readonly body: Body; readonly at: number }[] = [];
  const call: CallHub = async <Answer>(_method: string, _path: string, body?: object) => {
    const answered = (await answer()) as Answer;
    heard.push({ body: body as Body, at: clock.now() });
    return answered;
  };
  const pms = createPms({
    clock,
    random: createRandom('pms'),
    telling,
    call,
    diary,
    faults: { lateShare: 0, doubledShare: 0, silences: [], ...faults },
  });
  return { clock, diary, pms, heard, telling };
}

test('what happens while its line is down is lost, unless somebody sees to it', async () => {
  const silence = { from: startAt + hour, to: startAt + 2 * hour };
  const { clock, diary, pms, heard } = open({ silences: [silence] });
  await clock.advanceTo(startAt + 1.5 * hour);
  pms.tell('R-1', { type: 'arrived', at: clock.now() });
  pms.tell('R-1', { type: 'room-moved', at: clock.now(), space: '1201' }, { sure: true });
  await clock.advanceBy(2 * hour);
  expect(diary.lost.map(({ type }) => type)).toEqual(['arrived']);
  expect(diary.stays.map(({ type }) => type)).toEqual(['room-moved']);
  expect(heard[0]?.at).toBe(silence.to);
});

test('some of it comes hours late, and some twice with the same id', async () => {
  const { clock, diary, pms, heard } = open({ lateShare: 0.5, doubledShare: 0.5 });
  for (let count = 0; count < 40; count++) pms.tell(`R-${count}`, { type: 'arrived', at: startAt + count });
  await clock.advanceBy(12 * hour);
  expect(new Set(heard.map(({ body }) => body.id)).size).toBe(40);
  expect(heard.length).toBeGreaterThan(40);
  expect(heard.some(({ body, at }) => at - Date.parse(body.at) > hour)).toBe(true);
  expect(diary.stays).toHaveLength(heard.length);
});

test('a hub that is away is told again, one that refuses is not', async () => {
  let failures = 2;
  const { clock, diary, pms, telling } = open({}, async () => {
    if (failures-- > 0) throw new TypeError('fetch failed');
    return {};
  });
  pms.tell('R-1', { type: 'arrived', at: startAt });
  await clock.advanceBy(hour);
  expect(diary.stays).toHaveLength(1);
  expect(telling.refusals).toEqual([]);

  const refusing = open({}, async () => {
    throw Object.assign(new Error('no such space'), { status: 400 });
  });
  refusing.pms.tell('R-1', { type: 'arrived', at: startAt });
  await refusing.clock.advanceBy(hour);
  expect(refusing.telling.refusals).toEqual(['no such space']);
  expect(refusing.diary.stays).toEqual([]);
});
