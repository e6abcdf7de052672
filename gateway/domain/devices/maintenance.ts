// Somebody works at a device for a while: a mark for those who look at it. It excuses nothing: draws are judged, silence is told.
import { type Decision, refuse } from '../decision.ts';
import type { MaintenancePeriod } from '../device-status.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import { describeDevice } from './device.ts';

const kept = 20;

/** A period that runs is ended by the next, or by one that is over already. */
export function onMaintenance(
  house: House,
  { device: id, until, by }: Extract<Input, { type: 'set-maintenance' }>,
  now: number,
): Decision {
  const device = house.devices.get(id);
  if (device === undefined) return refuse('unknown-device', `no device ${id} is registered`, 'device');
  const [latest, ...before] = device.maintenance;
  const runs = latest !== undefined && latest.until > now;
  if (!runs && until <= now) return { facts: [] };
  const next: MaintenancePeriod = { from: now, until, by: by.name };
  const ended = runs ? [{ ...latest, until: now }] : latest === undefined ? [] : [latest];
  device.maintenance = [...(until > now ? [next] : []), ...ended, ...before].slice(0, kept);
  return { facts: [{ type: 'device-changed', device: describeDevice(device) }] };
}
