// What else happens in the house, in the words of the ledger: devices that fall silent and return, draws that prove hot water.
// People's taps: task-taps.ts.
import type { DeviceStatus } from '../device-status.ts';
import type { Device } from '../devices/device.ts';
import type { ReadingMark } from '../devices/reading-log.ts';
import type { Draw } from '../draw.ts';
import type { JourneyState } from './journey-state.ts';
import { deviceSource, offlineAfterMs, type Silence } from './silence.ts';

/** The silence that ends with this, where it was longer than the device's own time-out. */
export function followDevice(state: JourneyState, status: DeviceStatus, now: number): Silence | undefined {
  const { record, presence, lastHeardAt } = status;
  const device = state.house.devices.get(record.id);
  if (device === undefined) return undefined;
  noteFaults(state, device, status.faults.length, now);
  if (presence === 'offline') {
    if (lastHeardAt !== undefined && !state.unheardSince.has(record.id)) state.unheardSince.set(record.id, lastHeardAt);
    return undefined;
  }
  const since = state.unheardSince.get(record.id);
  state.unheardSince.delete(record.id);
  if (since === undefined || now - since < offlineAfterMs(device)) return undefined;
  const silence = { source: deviceSource(record.id), from: since, to: now };
  state.silences.push(silence);
  return silence;
}

function noteFaults({ house }: JourneyState, device: Device, count: number, now: number): void {
  if ((device.log.latest('faults', now)?.value ?? 0) === count) return;
  device.log.mark('faults', now, count);
  house.touched.add(device);
}

/** Hot water is as the last judged draw had it. A warm start was hot at once. */
export function followDraw({ house }: JourneyState, draw: Draw): void {
  const sensor = house.devices.get(draw.device);
  const mark = hotMark(draw);
  if (sensor === undefined || mark === undefined) return;
  sensor.log.mark('hot', mark.at, mark.value);
  house.touched.add(sensor);
}

/** Undefined where the draw says nothing of the water. */
export function hotMark({ outcome, reason, startedAt, endedAt }: Draw): ReadingMark | undefined {
  const isHot = outcome === 'met' || (outcome === 'excluded' && reason === 'warm-start');
  return isHot || outcome === 'missed' ? { at: endedAt ?? startedAt, value: isHot ? 1 : 0 } : undefined;
}
