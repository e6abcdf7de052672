// What else happens in the house, in the words of the ledger: devices that fall silent and return, draws that prove hot water,
// people who answer requests.
import type { DeviceStatus } from '../device-status.ts';
import type { Device } from '../devices/device.ts';
import type { ReadingMark } from '../devices/reading-log.ts';
import type { Draw } from '../draw.ts';
import type { Task, TaskHistoryEntry } from '../task.ts';
import { recoveredStayOf, workAheadOf } from '../tasks/cause.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
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

const answers: ReadonlySet<string> = new Set(['accept', 'start', 'complete']);

/**
 * People's taps on the tasks of requests, of recoveries and of work ahead, as events of the ledger.
 *
 * @param evidenceTypeOf what a promise calls it when it is kept.
 */
export function followTask(
  task: Task,
  change: TaskHistoryEntry,
  evidenceTypeOf: (standard: string) => string | undefined,
): TouchpointEvent[] {
  if (change.by === 'hub' && change.step !== 'verify') return [];
  const at = change.tappedAt === undefined ? change.at : Math.min(change.tappedAt, change.at);
  const { space, floor } = task;
  const event = (id: string, type: string, evidence: TouchpointEvent['evidence'], stay?: string): TouchpointEvent => ({
    id,
    at,
    type,
    space,
    source: `user:${change.by}`,
    evidence,
    ...(floor !== undefined && { floor }),
    ...(stay !== undefined && { stay }),
  });
  if (task.kind === 'request') {
    const requests = task.evidence.flatMap((one) => (one.type === 'request' && one.id !== undefined ? [one.id] : []));
    const type = answers.has(change.step) ? 'request-answered' : undefined;
    return requests.flatMap((id) => [
      ...(type === undefined ? [] : [event(`${task.id}/${change.at}/${id}`, type, { 'request-id': id })]),
      ...(change.step === 'complete' ? [event(`${task.id}/closed/${id}`, 'request-closed', { 'request-id': id })] : []),
    ]);
  }
  const ahead = workAheadOf(task.cause);
  if (ahead !== undefined) {
    const type = evidenceTypeOf(ahead.standard);
    if (change.step !== 'complete' || type === undefined) return [];
    return [event(`${task.id}/done`, type, { standard: ahead.standard }, ahead.stay)];
  }
  const stay = recoveredStayOf(task.cause);
  return stay !== undefined && change.step === 'complete' ? [event(`${task.id}/done`, 'recovery-done', {}, stay)] : [];
}
