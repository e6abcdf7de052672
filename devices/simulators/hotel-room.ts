// One room: the hot-water point, the panel on the wall, the guests, and what goes wrong with its devices.
import type { RoomPlan } from './building.ts';
import type { HotWaterSensor } from './equipment/hot-water-sensor.ts';
import { happenNowAndThen } from './equipment/mishaps.ts';
import { createRoomController, type RoomController } from './equipment/room-controller.ts';
import { createRoomGuests, type RoomLife } from './guests/room-guests.ts';
import { createHotWaterPoint, openForTest } from './hot-water-point.ts';
import { createHotelDevice, type HotelContext, type HotelDevice } from './hotel-context.ts';
import type { TrueDraw } from './truth/true-draw.ts';
import type { Riser } from './water/riser.ts';

export interface HotelRoom {
  readonly sensor: HotWaterSensor;
  readonly controller: RoomController;
  readonly devices: readonly HotelDevice[];
  start(): void;
  stop(): void;
  /** Lets one local day happen from now on; `dayStart` is its midnight, Unix ms. */
  live(dayStart: number): void;
  draws(): readonly TrueDraw[];
}

export function createHotelRoom(context: HotelContext, plan: RoomPlan, riser: Riser, life: RoomLife): HotelRoom {
  const { clock, pace, faults } = context;
  const random = context.random.fork(plan.space.id);
  const { device: sensorDevice, sensor, recorder } = createHotWaterPoint(context, plan, riser);
  const controllerDevice = createHotelDevice(context, plan.controller, {
    model: 'RC-7',
    capabilities: context.controls ? ['scene', 'setpoint'] : [],
    onCommand(command) {
      if (command.command === 'test-draw') return openForTest(sensor);
      return context.controls ? controller.obey(command) : undefined;
    },
  });
  const controller = createRoomController({ ...controllerDevice, clock, pace });
  const mixed = plan.sensor.sensor.point === 'mixed-outlet';
  const guests = createRoomGuests({ clock, pace, random: random.fork('guests'), mixed, life, sensor, controller });
  let endMishaps: readonly (() => void)[] = [];

  function suffer(): readonly (() => void)[] {
    const { dropsADay, rebootsADay } = faults;
    const lot = random.fork('mishaps');
    const drop = (device: HotelDevice) => () => device.link.drop(lot.integer(15, 400) * 1_000);
    const reboot = () => sensor.reboot(lot.integer(8, 25) * 1_000);
    return [
      happenNowAndThen(clock, lot.fork('sensor'), dropsADay, pace.gridMs, drop(sensorDevice)),
      happenNowAndThen(clock, lot.fork('controller'), dropsADay, pace.gridMs, drop(controllerDevice)),
      happenNowAndThen(clock, lot.fork('reboot'), rebootsADay, pace.gridMs, reboot),
    ];
  }

  return {
    sensor,
    controller,
    devices: [sensorDevice, controllerDevice],
    start() {
      sensor.start();
      controller.start();
      endMishaps = suffer();
    },
    stop() {
      guests.stop();
      sensor.stop();
      controller.stop();
      for (const end of endMishaps) end();
    },
    live(dayStart) {
      sensorDevice.time.synchronise();
      controllerDevice.time.synchronise();
      guests.live(dayStart);
    },
    draws: () => recorder.draws(),
  };
}
