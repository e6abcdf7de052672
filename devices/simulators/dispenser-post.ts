// A dispenser at its place in the lobby or on a floor, with the guests who come to it.
import type { DispenserPlan } from './building.ts';
import { createDispenser, type Dispenser, type DispenserMaking } from './equipment/dispenser.ts';
import { bottleCabinetMaking, teaDispenserMaking, waterDispenserMaking } from './equipment/dispenser-makings.ts';
import { happenNowAndThen } from './equipment/mishaps.ts';
import { planDispenserDay } from './guests/dispenser-day.ts';
import type { Rhythm } from './guests/room-day.ts';
import { createHotelDevice, type HotelContext, type HotelDevice } from './hotel-context.ts';
import { onGrid } from './pace.ts';
import { createTimetable } from './timetable.ts';
import { createDispenserRecorder, type DispenserRecorder } from './truth/dispenser-recorder.ts';

export interface DispenserPost {
  readonly dispenser: Dispenser;
  readonly recorder: DispenserRecorder;
  readonly device: HotelDevice;
  start(): void;
  stop(): void;
  live(dayStart: number): void;
}

export interface DispenserLife {
  readonly rhythm: Rhythm;
  /** Rooms of the hotel: its crowd. */
  readonly rooms: number;
  /** Of the tea at the start, %. */
  readonly leavesPercent: number;
  /** Guests come who belong to no stay. */
  readonly hasCrowd: boolean;
}

const models = { tea: 'TD-3', water: 'WD-20', bottles: 'BC-96' } as const;

export function createDispenserPost(context: HotelContext, plan: DispenserPlan, life: DispenserLife): DispenserPost {
  const { clock, pace, faults } = context;
  const isWarmed = context.controls && plan.making === 'bottles';
  const device = createHotelDevice(context, plan.device, {
    model: models[plan.making],
    capabilities: isWarmed ? ['warming'] : [],
    onCommand: (command) => dispenser.obey(command),
  });
  const random = device.random;
  const making: Record<DispenserPlan['making'], DispenserMaking> = {
    tea: teaDispenserMaking(life.leavesPercent),
    water: waterDispenserMaking,
    bottles: bottleCabinetMaking(isWarmed),
  };
  const recorder = createDispenserRecorder();
  const dispenser = createDispenser({
    ...device,
    clock,
    pace,
    making: making[plan.making],
    recorder,
    refillAfterMs: onGrid(random.between(8, 30) * 60_000, pace),
  });
  const timetable = createTimetable(clock);
  let endMishaps: readonly (() => void)[] = [];

  function suffer(): readonly (() => void)[] {
    const drop = () => device.link.drop(random.integer(15, 300) * 1_000);
    const clog = () => dispenser.fault('nozzle-blocked', 'The nozzle gives less than asked for.');
    return [
      happenNowAndThen(clock, random.fork('drops'), faults.dropsADay, pace.gridMs, drop),
      happenNowAndThen(clock, random.fork('clogs'), faults.dropsADay / 5, pace.gridMs, clog),
    ];
  }

  return {
    dispenser,
    recorder,
    device,
    start() {
      dispenser.start();
      endMishaps = suffer();
    },
    stop() {
      dispenser.stop();
      timetable.stop();
      for (const end of endMishaps) end();
    },
    live(dayStart) {
      device.time.synchronise();
      if (!life.hasCrowd) return;
      const share = (plan.share * life.rooms) / 100;
      for (const guestAt of planDispenserDay({ random: random.fork(dayStart), dayStart, rhythm: life.rhythm, share })) {
        const at = onGrid(guestAt, pace);
        if (at >= clock.now()) timetable.at(at, dispenser.serve);
      }
    },
  };
}
