// The law of the restart: whatever comes in, a hotel that crashed between any two inputs tells the same facts as one that
// never did. And the law of the repeat: what comes twice comes once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../devices/identifiers.ts';
import type { Sample } from '../../../gateway/domain/inputs.ts';
import { overStates, taskActions } from '../../../gateway/domain/task.ts';
import { house10s } from '../../../gateway/domain/warm-up/presets.ts';
import { admin, device, lobby, manager, minute, openSmallHotel, room, type SmallHotel, tap } from './small-hotel.ts';

const rooms = ['1101', '1201', '1301', '1102'] as const;
const outlets = rooms.map((id) => device(`hw-${id}`));
const tea = device('tea-l1');
const panel = device('rc-1101');

function furnish(): SmallHotel {
  const hotel = openSmallHotel();
  for (const id of rooms) hotel.register(`hw-${id}`, 'hot-water-sensor', room(id, `r${id.slice(-2)}`));
  hotel.register('tea-l1', 'tea-dispenser', lobby);
  hotel.register('rc-1101', 'room-controller', room('1101', 'r01'));
  return hotel;
}

type Step =
  | { readonly do: 'pour'; readonly outlet: number; readonly hotAfterS: number; readonly forS: number }
  | { readonly do: 'backlog'; readonly outlet: number; readonly agoMinutes: number; readonly hotAfterS: number }
  | { readonly do: 'resend'; readonly nth: number }
  | { readonly do: 'level'; readonly percent: number }
  | { readonly do: 'event'; readonly id: number; readonly event: 'request' | 'fault' | 'door' }
  | { readonly do: 'act'; readonly nth: number; readonly action: number }
  | { readonly do: 'nonsense'; readonly outlet: number }
  | { readonly do: 'standard'; readonly limitS: number }
  | { readonly do: 'move'; readonly riser: string }
  | { readonly do: 'wait'; readonly s: number };

const nat = (max: number) => fc.integer({ min: 0, max });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pour' as const),
      outlet: nat(3),
      hotAfterS: fc.constantFrom(-10, 7, 7, 9, 14, 14, 33, 1000),
      forS: fc.integer({ min: 1, max: 45 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('backlog' as const),
      outlet: nat(3),
      agoMinutes: nat(40),
      hotAfterS: nat(20),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resend' as const), nth: nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('level' as const), percent: nat(100) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      id: nat(5),
      event: fc.constantFrom('request' as const, 'fault' as const, 'door' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('act' as const), nth: nat(20), action: nat(taskActions.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('nonsense' as const), outlet: nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('standard' as const), limitS: fc.integer({ min: 5, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), riser: fc.constantFrom('r01', 'r07') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), s: nat(300) }) },
);

/** Lets time pass with everybody heard: silence after a restart rightly counts anew, and has tests of its own. */
function wait(hotel: SmallHotel, s: number): void {
  for (let left = s; left > 0; left -= 60) {
    hotel.wait(Math.min(left, 60) * 1000);
    for (const one of [...outlets, tea, panel]) hotel.send({ type: 'presence', device: one, presence: 'online' });
  }
}

function live(hotel: SmallHotel, steps: readonly Step[], between: (nth: number) => void): void {
  let nth = 0;
  const say = (id: DeviceId, samples: readonly Sample[]) => {
    hotel.say(id, samples);
    between(nth++);
  };
  for (const [order, one] of steps.entries()) {
    switch (one.do) {
      case 'pour':
        for (const sample of tap(hotel.now(), one.hotAfterS, one.forS)) {
          say(outlets[one.outlet] as DeviceId, [sample]);
          wait(hotel, 1);
        }
        break;
      case 'backlog':
        say(outlets[one.outlet] as DeviceId, tap(hotel.now() - one.agoMinutes * minute, one.hotAfterS, 25));
        break;
      case 'resend': {
        const row = hotel.recorded[one.nth % Math.max(1, hotel.recorded.length)];
        if (row !== undefined) say(row.device, row.samples);
        break;
      }
      case 'level':
        say(tea, [{ at: hotel.now(), readings: { level: one.percent, temperature: 90 } }]);
        break;
      case 'event': {
        const data = { request: { request: 'towels' }, fault: { code: 'e1', message: '' }, door: { open: true } }[
          one.event
        ];
        const id = `${one.event}-${one.id}`;
        hotel.send({
          type: 'device-event',
          device: panel,
          id,
          at: hotel.now(),
          clock: 'device',
          event: one.event,
          data,
          unknownFields: 0,
        });
        break;
      }
      case 'act': {
        const action = taskActions[one.action];
        const tasks = action === 'undo' ? hotel.tasks().toReversed() : hotel.openTasks();
        const task = tasks[one.nth % Math.max(1, tasks.length)];
        const more = { note: 'ok', assignee: 'li', ...(action === 'hold' && { until: hotel.now() + 90_000 }) };
        if (task !== undefined && action !== undefined) hotel.act(task, action, manager, more);
        break;
      }
      case 'nonsense':
        hotel.send({
          type: 'message-refused',
          device: outlets[one.outlet] as DeviceId,
          refused: { at: hotel.now(), topic: 't', reason: 'r', firstBytes: '' },
        });
        break;
      case 'standard':
        hotel.send({
          type: 'set-standard',
          standard: { ...house10s, version: 2 + order, limitS: one.limitS },
          by: admin,
        });
        break;
      case 'move':
        hotel.send({ type: 'set-space', space: room('1102', one.riser) });
        break;
      case 'wait':
        wait(hotel, one.s);
        break;
    }
    between(nth++);
  }
  wait(hotel, 180);
}

/** A draw whose next sample is awaited: after a restart the hub listens anew for it, and rightly tells its end later. */
function isWaitedFor(hotel: SmallHotel): boolean {
  return outlets.some((id) => {
    const heardAt = hotel.recorded.findLast(({ device }) => device === id)?.receivedAt ?? Number.NEGATIVE_INFINITY;
    return heardAt < hotel.now() && heardAt > hotel.now() - minute;
  });
}

/** When a device was last heard is kept with what it said: a bare sign of life in between is not worth the disk. */
function told(what: unknown): unknown {
  return JSON.parse(JSON.stringify(what, (key, value) => (key === 'lastHeardAt' ? undefined : value)));
}

const days = fc.array(step, { maxLength: 25 });

describe('a hotel', () => {
  it('that crashed between any two inputs tells what one tells that never did', () => {
    fc.assert(
      fc.property(days, fc.infiniteStream(fc.constantFrom('on', 'on', 'on', 'crash', 'checkpoint')), (steps, fate) => {
        const steady = furnish();
        live(steady, steps, () => {});
        const crashing = furnish();
        live(crashing, steps, () => {
          const next = fate.next().value;
          if (next === 'crash' && !isWaitedFor(crashing)) crashing.crash();
          if (next === 'checkpoint') crashing.checkpoint();
        });
        expect(told(crashing.facts)).toEqual(told(steady.facts));
        expect(told(crashing.hotel().devices())).toEqual(told(steady.hotel().devices()));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its promises whatever comes', () => {
    fc.assert(
      fc.property(days, (steps) => {
        const hotel = furnish();
        live(hotel, steps, () => {
          const open = hotel.openTasks().map((one) => one.cause);
          expect(new Set(open).size).toBe(open.length);
        });
        const opened = hotel.facts.filter((one) => one.type === 'task-changed' && one.change.step === 'open');
        expect(opened).toHaveLength(hotel.tasks().length);
        const closed = hotel.facts.flatMap((one) => (one.type === 'draw-closed' ? [one.draw.id] : []));
        expect(new Set(closed).size).toBe(closed.length);
        for (const incident of hotel.openIncidents()) {
          const tasks = hotel.tasks().filter((one) => incident.tasks.includes(one.id));
          expect(tasks.some((one) => !overStates.has(one.state))).toBe(true);
        }
        const instants = hotel.recorded.flatMap((row) => row.samples.map(({ at }) => `${row.device} ${at}`));
        expect(new Set(instants).size).toBe(instants.length);
      }),
      { numRuns: 60 },
    );
  });
});
