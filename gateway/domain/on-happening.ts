// What the house does about what happened at one device: evidence, tasks, incidents.
import { type Device, describeDevice } from './devices/device.ts';
import type { Happening } from './devices/happening.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import { closeSettledIncidents, onVerdict } from './incidents/slow-water.ts';
import { requestTouchpoint } from './request-touchpoint.ts';
import { onDrawWithoutFailure, onDutyFailed } from './tasks/duty-tasks.ts';
import { onFault, onProbe } from './tasks/fault-tasks.ts';
import { onStock } from './tasks/refill-tasks.ts';
import { onGuestAsked } from './tasks/request-tasks.ts';
import { onDrawClosed, onMissAtLimit } from './tasks/warm-up-tasks.ts';

export function onHappening(house: House, device: Device, happening: Happening, now: number): Fact[] {
  switch (happening.type) {
    case 'draw-judged':
      return [
        happening,
        ...onMissAtLimit(house, device, happening.draw, now),
        ...onVerdict(house, happening.draw, now),
      ];
    case 'draw-closed':
      return [
        happening,
        ...onDrawClosed(house, device, happening.draw, now),
        ...onVerdict(house, happening.draw, now),
        ...onProbe(house, device, happening.draw, now),
        ...onDrawWithoutFailure(house, device, happening.draw, now),
        ...closeSettledIncidents(house, now),
      ];
    case 'duty-failed':
      return onDutyFailed(house, device, happening, now);
    case 'stock-low':
    case 'stock-well':
      return onStock(house, device, happening, now);
    case 'fault':
      return [{ type: 'device-changed', device: describeDevice(device) }, onFault(house, device, happening, now)];
    case 'guest-asked': {
      const call = { ...happening, space: device.space, id: happening.event };
      return [
        { type: 'touchpoint-recorded', touchpoint: requestTouchpoint(call, `device:${device.record.id}`) },
        onGuestAsked(house, call, now),
      ];
    }
    case 'touchpoint':
      return [{ type: 'touchpoint-recorded', touchpoint: happening.touchpoint }];
    case 'status-changed':
      return [{ type: 'device-changed', device: describeDevice(device) }];
  }
}
