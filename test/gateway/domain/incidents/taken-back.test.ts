// An incident ends with the last of its tasks. Where that was a slip, and is taken back, the incident stands again as it did.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../../devices/identifiers.ts';
import { engineer, manager, minute, openSmallHotel, room, type SmallHotel, tap } from '../small-hotel.ts';

const rooms = ['1101', '1201', '1301', '1102', '1202'];
const device = (id: string) => `hw-${id}` as DeviceId;

function openHotel(ids: readonly string[] = rooms): SmallHotel {
  const opened = openSmallHotel();
  for (const id of ids) opened.register(device(id), 'hot-water-sensor', room(id, `r${id.slice(-2)}`));
  return opened;
}

/** A whole draw that ended a minute ago, in one message. */
const draw = (at: SmallHotel, id: string, hotAfterS: number) =>
  at.say(device(id), tap(at.now() - minute, hotAfterS, 20));
const taskOf = (at: SmallHotel, id: string) => at.taskOf(`warm-up:${device(id)}`) as never;
const ofWater = (at: SmallHotel) => at.incidents().filter(({ kind }) => kind === 'riser' || kind === 'plant');
const standing = (at: SmallHotel) => ofWater(at).filter(({ closedAt }) => closedAt === undefined);

describe('a riser whose tasks were all called off', () => {
  let hotel: SmallHotel;
  let before: ReturnType<SmallHotel['incidents']>[number] | undefined;
  beforeEach(() => {
    hotel = openHotel();
    for (const id of ['1101', '1201', '1301']) {
      draw(hotel, id, 14);
      hotel.wait(2 * minute);
    }
    [before] = standing(hotel);
    for (const id of ['1101', '1201', '1301']) hotel.act(taskOf(hotel, id), 'cancel');
    expect(ofWater(hotel)).toMatchObject([{ subject: 'r01', closedAt: hotel.now() }]);
  });
  const takeBack = (id: string) => hotel.act(taskOf(hotel, id), 'undo');

  it.each(['1301', '1101'])('stands again as it was when %s was a slip', (id) => {
    hotel.wait(5_000);
    expect(takeBack(id).facts.map(({ type }) => type)).toEqual(['task-changed', 'incident-changed']);
    expect(standing(hotel)).toEqual([before]);
  });

  it('stands again after a restart too', () => {
    hotel.crash(5_000);
    takeBack('1301');
    expect(standing(hotel)).toEqual([before]);
    hotel.crash();
    hotel.act(taskOf(hotel, '1301'), 'cancel');
    expect(ofWater(hotel)).toMatchObject([{ id: before?.id, closedAt: hotel.now() }]);
  });

  it('is told once when two slips are taken back', () => {
    takeBack('1301');
    expect(takeBack('1201').facts.map(({ type }) => type)).toEqual(['task-changed']);
    expect(standing(hotel)).toEqual([before]);
  });

  it('stays over where the riser has a new incident by then', () => {
    draw(hotel, '1201', 14);
    const [newOne] = standing(hotel);
    expect(newOne?.id).not.toBe(before?.id);
    takeBack('1301');
    expect(standing(hotel)).toEqual([newOne]);
  });
});

it('what went over into the plant stays there', () => {
  const hotel = openHotel();
  for (const id of ['1101', '1201', '1301']) {
    draw(hotel, id, 14);
    hotel.wait(2 * minute);
  }
  hotel.act(taskOf(hotel, '1101'), 'cancel');
  draw(hotel, '1102', 14);
  draw(hotel, '1202', 14);
  expect(standing(hotel)).toMatchObject([{ kind: 'plant' }]);
  hotel.act(taskOf(hotel, '1101'), 'undo');
  expect(standing(hotel)).toMatchObject([{ kind: 'plant' }]);
});

it('what stands again has its old place among the others, restart or not', () => {
  const plantOf = (restarts: boolean) => {
    const hotel = openHotel(['1101', '1201', '1301', '1102', '1202', '1302', '1103', '1203']);
    const slow = (...ids: string[]) => {
      for (const id of ids) {
        draw(hotel, id, 14);
        hotel.wait(2 * minute);
      }
    };
    slow('1101', '1201', '1301');
    hotel.wait(70 * minute);
    slow('1102', '1202', '1302');
    for (const id of ['1101', '1201', '1301']) hotel.act(taskOf(hotel, id), 'cancel');
    hotel.act(taskOf(hotel, '1301'), 'undo');
    expect(standing(hotel).map(({ subject }) => subject)).toEqual(['r01', 'r02']);
    if (restarts) hotel.crash();
    const before = hotel.facts.length;
    slow('1301', '1103', '1203');
    expect(standing(hotel)).toMatchObject([{ kind: 'plant' }]);
    // The silence of devices counts anew after a restart.
    return hotel.facts
      .slice(before)
      .flatMap((one) => (one.type === 'incident-changed' && one.incident.part !== 'network' ? [one.incident] : []));
  };
  expect(plantOf(true)).toEqual(plantOf(false));
});

type Step =
  | { readonly do: 'slow' | 'good'; readonly nth: number }
  | { readonly do: 'cancel' | 'undo'; readonly nth: number }
  | { readonly do: 'complete'; readonly nth: number }
  | { readonly do: 'cancel-all' }
  | { readonly do: 'wait'; readonly s: number };

const nth = fc.integer({ min: 0, max: rooms.length - 1 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('slow' as const), nth }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('good' as const), nth }) },
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'undo' as const, 'undo' as const), nth }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel-all' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('complete' as const), nth }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), s: fc.integer({ min: 0, max: 40 }) }) },
  ),
  { maxLength: 30 },
);

/** A riser is slow before anything else happens. */
const begin: readonly Step[] = [0, 1, 2].map((one) => ({ do: 'slow', nth: one }));

function live(hotel: SmallHotel, all: readonly Step[], between: () => void): void {
  for (const one of [...begin, ...all]) {
    if (one.do === 'wait') hotel.wait(one.s * 1000);
    else if (one.do === 'cancel-all') for (const task of hotel.openTasks()) hotel.act(task, 'cancel', manager);
    else {
      const id = rooms[one.nth] as string;
      const task = hotel.taskOf(`warm-up:${device(id)}`);
      if (one.do === 'slow' || one.do === 'good') draw(hotel, id, one.do === 'slow' ? 14 : 7);
      else if (task !== undefined && one.do === 'complete') {
        hotel.act(task, 'start', engineer);
        hotel.act(task, 'complete', engineer);
      } else if (task !== undefined) hotel.act(task, one.do as 'cancel' | 'undo', manager);
      // Two draws of one outlet are told apart by the time between them.
      hotel.wait(1_000);
    }
    between();
  }
}

describe('whatever is called off and taken back', () => {
  it('an incident stands as long as one of its tasks does, and no longer', () => {
    let reopened = 0;
    fc.assert(
      fc.property(steps, (all) => {
        const hotel = openHotel();
        live(hotel, all, () => {
          const open = new Set(hotel.openTasks().map(({ id }) => id));
          for (const incident of ofWater(hotel)) {
            const stands = incident.tasks.some((id) => open.has(id));
            const isSucceeded =
              incident.mergedInto !== undefined ||
              standing(hotel).some((one) => one !== incident && one.subject === incident.subject);
            if (incident.closedAt === undefined) expect(stands).toBe(true);
            else expect(stands && !isSucceeded).toBe(false);
          }
          const subjects = standing(hotel).map(({ kind, subject }) => `${kind} ${subject}`);
          expect(new Set(subjects).size).toBe(subjects.length);
        });
        const told = hotel.facts.flatMap((one) => (one.type === 'incident-changed' ? [one.incident] : []));
        reopened += told.filter((one, at) =>
          told.slice(0, at).some(({ id, closedAt }) => id === one.id && closedAt !== undefined && !one.closedAt),
        ).length;
      }),
      { numRuns: 80 },
    );
    expect(reopened).toBeGreaterThan(0);
  });

  it('a restart between any two steps changes nothing', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.constantFrom('on', 'on', 'crash')), (all, fate) => {
        const steady = openHotel();
        live(steady, all, () => {});
        const crashing = openHotel();
        live(crashing, all, () => {
          if (fate.next().value === 'crash') crashing.crash();
        });
        expect(crashing.facts).toEqual(steady.facts);
      }),
      { numRuns: 80 },
    );
  });
});
