// A hotel whose devices can be asked for something: the pump of a riser, the controllers of its rooms, the cabinet of bottles.
// A device does what it is asked within half a minute, unless the test has it refuse or say nothing.
import type { DeviceKind } from '../../../../devices/identifiers.ts';
import type { EnforcementAction, TracedCommand } from '../../../../gateway/domain/command.ts';
import { isTraced } from '../../../../gateway/domain/command.ts';
import {
  type ActionLimits,
  type EnforcementRules,
  houseEnforcementRules,
} from '../../../../gateway/domain/enforcement/enforcement-rules.ts';
import type { Space, SpaceId } from '../../../../gateway/domain/property.ts';
import type { StayEvent } from '../../../../gateway/domain/stays/stay-event.ts';
import { openStayingHotel } from '../journey/staying-hotel.ts';
import { device, lobby, minute, room } from '../small-hotel.ts';

export const riser = 'r2';
export const pumpRoom: Space = { id: 'pump-r2' as SpaceId, kind: 'plant-room', floor: 'P', riser };

export interface ActingHotelParts {
  readonly rules?: Partial<EnforcementRules>;
  /** Of all actions. */
  readonly limits?: Partial<ActionLimits>;
  readonly startAt?: number;
  readonly timeZone?: string;
}

type Mood = 'obeys' | 'refuses' | 'is-silent';

/** Three in the afternoon in Shanghai, in January. */
export const afternoon = Date.UTC(2026, 0, 5, 7);

export function openActingHotel({
  rules,
  limits,
  startAt = afternoon,
  timeZone = 'Asia/Shanghai',
}: ActingHotelParts = {}) {
  const { actions } = houseEnforcementRules;
  const limited = Object.fromEntries(
    Object.entries(actions).map(([action, usual]) => [action, { ...usual, ...limits }]),
  );
  const hotel = openStayingHotel({
    startAt,
    timeZone,
    enforcementRules: { ...houseEnforcementRules, actions: limited as EnforcementRules['actions'], ...rules },
  });
  for (const id of ['1201', '1202', '1203']) {
    hotel.add(`hw-${id}`, 'hot-water-sensor', room(id, riser));
    hotel.add(`rc-${id}`, 'room-controller', room(id, riser));
  }
  hotel.add('hw-1210', 'hot-water-sensor', room('1210', 'r9'));
  hotel.add('pump-r2', 'room-controller', pumpRoom);
  hotel.add('bottles-l1', 'water-dispenser', lobby);

  function able(id: string, ...capabilities: (EnforcementAction | 'singing')[]): void {
    const kind: DeviceKind = id.startsWith('bottles') ? 'water-dispenser' : 'room-controller';
    const about = { kind, model: 'M-1', firmware: '1.0', capabilities };
    hotel.send({ type: 'about', device: device(id), about, unknownFields: 0 });
    hotel.wait(0);
  }

  function commands(): TracedCommand[] {
    const all = hotel.facts.flatMap((fact) => (fact.type === 'command-changed' ? [fact.command] : []));
    return [...new Map(all.filter(isTraced).map((one) => [one.id, one])).values()];
  }

  const to = (id: string) => commands().filter((one) => one.device === id && one.trace.ends === undefined);
  const latestTo = (id: string) => to(id).at(-1);
  const moods = new Map<string, Mood>();

  /** Whoever was asked answers now. */
  function answer(): void {
    for (const command of commands()) {
      const mood = moods.get(command.device) ?? 'obeys';
      if (command.state !== 'sent' || mood === 'is-silent') continue;
      const ok = mood === 'obeys';
      const data = ok ? {} : { error: 'valve is stuck' };
      hotel.send({ type: 'reply', device: command.device, id: command.id, ok, data });
    }
    hotel.wait(1_000);
  }

  /** Time passes, and devices that live speak and answer. */
  function live(ms: number): void {
    const until = hotel.now() + ms;
    for (let half = 1; hotel.now() < until; half++) {
      hotel.wait(Math.min(minute / 2, until - hotel.now()));
      if (hotel.now() < until) answer();
      if (half % 2 === 0) hotel.speakAll();
    }
    hotel.wait(0);
  }

  /** A draw of every room named, one after the other; each takes a minute and a half. */
  function draw(rooms: readonly string[], warmUp: 'slow' | 'quick'): void {
    for (const id of rooms) hotel.pour(device(`hw-${id}`), { hotAfterS: warmUp === 'slow' ? 14 : 6 });
    hotel.speakAll();
  }

  function expectGuests(reference: string, space: string, inMinutes: number, more: Partial<StayEvent> = {}): void {
    hotel.stay(reference, 'reserved', hotel.now(), {
      space: space as SpaceId,
      expectedArrivalAt: hotel.now() + inMinutes * minute,
      ...more,
    });
    hotel.wait(0);
  }

  return {
    ...hotel,
    able,
    commands,
    to,
    latestTo,
    answer,
    live,
    makes: (id: string, mood: Mood) => moods.set(id, mood),
    draw,
    expectGuests,
    outcomesOf: (id: string) => to(id).map(({ trace }) => trace.outcome),
    endsOf: (id: string) => commands().filter((one) => one.device === id && one.trace.ends !== undefined),
    task: (cause: string) => hotel.taskOf(cause),
  };
}

export type ActingHotel = ReturnType<typeof openActingHotel>;
