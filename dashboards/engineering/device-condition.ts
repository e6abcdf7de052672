// How a device stands and why. Pure. A device that is not heard never keeps its green: three of its own periods without a word
// is silence, and only a list that was asked for after that says so.
import type { Device } from '../../gateway/api/contract/device.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';

export interface Condition {
  readonly state: ThingState;
  readonly why: Phrase;
  /** Since when, Unix ms, where it is known. */
  readonly since?: number;
}

/** When the page looks, and as of when it knows what was heard; hub clock, Unix ms. */
export interface Moment {
  readonly now: number;
  /** The devices were last asked for at this instant. */
  readonly askedAt: number;
}

/** Of a device that was not heard often enough to have a habit: every kind speaks more often than once a minute. */
const usualPeriodMs = 60_000;
const periodsToSilence = 3;
export const lowBatteryPercent = 20;
const stockSoonMs = 2 * 3_600_000;
/** A message refused longer ago is history, not a condition. */
const refusedLatelyMs = 3_600_000;

/** When silence begins if nothing more is heard; undefined where nothing ever was. */
export function silentFrom({ lastSeenAt, period }: Pick<Device, 'lastSeenAt' | 'period'>): number | undefined {
  if (lastSeenAt === null) return undefined;
  return Date.parse(lastSeenAt) + periodsToSilence * (period === null ? usualPeriodMs : period * 1000);
}

/** Its time ran out after the devices were last asked for: whether it spoke meanwhile has to be asked. */
export function isDueForAsking(device: Device, { now, askedAt }: Moment): boolean {
  const dueAt = silentFrom(device);
  return device.presence === 'online' && dueAt !== undefined && dueAt > askedAt && dueAt <= now;
}

export function deviceCondition(device: Device, { now, askedAt }: Moment): Condition {
  const { presence, presenceSince, lastSeenAt, faults } = device;
  const [fault] = faults;
  const dueAt = silentFrom(device);
  if (presence === 'offline') return { state: 'offline', why: phrase('why.offline'), ...since(presenceSince) };
  if (dueAt === undefined || presence === 'unknown') return { state: 'silent', why: phrase('why.neverHeard') };
  if (Math.min(now, askedAt) >= dueAt) return { state: 'silent', why: phrase('why.silent'), ...since(lastSeenAt) };
  if (fault !== undefined) {
    const { code, message } = fault;
    return { state: 'fault', why: phrase('why.fault', { code, message }), ...since(fault.since) };
  }
  return watchCondition(device, now) ?? { state: 'ok', why: phrase('why.ok') };
}

function watchCondition(device: Device, now: number): Condition | undefined {
  const battery = batteryOf(device);
  if (battery !== undefined && battery < lowBatteryPercent) {
    return { state: 'watch', why: phrase('why.battery', { battery }) };
  }
  const runOutAt = Math.min(...Object.values(device.runOutAt).map((at) => Date.parse(at)));
  if (runOutAt - now < stockSoonMs) return { state: 'watch', why: phrase('why.stock', { at: runOutAt }) };
  const refusedAt = device.refused[0] === undefined ? 0 : Date.parse(device.refused[0].at);
  if (now - refusedAt < refusedLatelyMs) return { state: 'watch', why: phrase('why.refused'), since: refusedAt };
  return undefined;
}

/** Percent; undefined where the device told none. */
export function batteryOf({ lastReading }: Pick<Device, 'lastReading'>): number | undefined {
  const battery = lastReading?.readings['battery'];
  return typeof battery === 'number' ? battery : undefined;
}

/** Until when somebody works at it, Unix ms; undefined where nobody does. */
export function maintenanceUntil({ maintenance }: Pick<Device, 'maintenance'>, now: number): number | undefined {
  const until = maintenance[0] === undefined ? 0 : Date.parse(maintenance[0].until);
  return until > now ? until : undefined;
}

function since(at: string | null): { since?: number } {
  return at === null ? {} : { since: Date.parse(at) };
}
