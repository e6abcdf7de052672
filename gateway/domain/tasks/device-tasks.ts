// Stocks that run out, faults, duties and guests' calls: one task a cause.
import type { Device } from '../devices/device.ts';
import type { Happening } from '../devices/happening.ts';
import type { Draw } from '../draw.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Space } from '../property.ts';
import type { TaskEvidence } from '../task.ts';
import { openOrAdd, prove } from './open-task.ts';

type Of<T extends Happening['type']> = Extract<Happening, { type: T }>;

/** A refill that was reported done has this long to show in the level, ms. */
const refillShowsWithinMs = 2 * 60_000;

export function onStock(house: House, device: Device, stock: Of<'stock-low' | 'stock-well'>, now: number): Fact[] {
  const cause = `refill:${device.record.id}:${stock.reading}`;
  const standing = house.board.byCause(cause);
  if (stock.type === 'stock-well') {
    const reading: TaskEvidence = {
      type: 'reading',
      at: stock.at,
      data: { reading: stock.reading, level: stock.level },
    };
    return standing === undefined ? [] : prove(house, cause, reading, now);
  }
  if (standing !== undefined) {
    const doneAt = standing.state === 'done' ? standing.history.findLast((one) => one.to === 'done')?.at : undefined;
    if (doneAt === undefined || stock.at < doneAt + refillShowsWithinMs) return [];
  }
  return [
    openOrAdd(
      house,
      {
        kind: 'refill',
        cause,
        space: device.space,
        device: device.record.id,
        title: `Refill ${stock.reading} of ${device.record.name ?? device.record.id}`,
        priority: stock.level <= 0 ? 1 : 2,
        dueAt: Math.max(now, Math.round(stock.runOutAt)),
        evidence: {
          type: 'reading',
          at: stock.at,
          data: { reading: stock.reading, level: stock.level, runOutAt: Math.round(stock.runOutAt) },
        },
      },
      now,
    ),
  ];
}

export function onFault(house: House, device: Device, fault: Of<'fault'>, now: number): Fact[] {
  return [
    openOrAdd(
      house,
      {
        kind: 'device-fault',
        cause: faultCause(device, fault.code),
        space: device.space,
        device: device.record.id,
        title: `Fault ${fault.code} of ${device.record.name ?? device.record.id}`,
        priority: 2,
        evidence: {
          type: 'event',
          id: fault.event,
          at: fault.at,
          data: { code: fault.code, message: fault.message },
        },
      },
      now,
    ),
  ];
}

export function faultCause(device: Device, code: string): string {
  return `device-fault:${device.record.id}:${code}`;
}

/** Scald is now; the other duties are today's work. */
export function onDutyFailed(house: House, device: Device, failed: Of<'duty-failed'>, now: number): Fact[] {
  const scald = failed.duty === 'scald';
  return [
    openOrAdd(
      house,
      {
        kind: scald ? 'scald' : 'hygiene',
        cause: dutyCause(device, failed.duty),
        space: device.space,
        device: device.record.id,
        title: scald ? `Water in ${device.space.id} scalds` : `Water hygiene in ${device.space.id}: ${failed.duty}`,
        priority: scald ? 1 : 3,
        evidence: { type: 'reading', at: failed.at, data: { duty: failed.duty, ...failed.data } },
      },
      now,
    ),
  ];
}

/** A draw that began after the failure, long enough to show it again and without it, is the proof. */
export function onDrawWithoutFailure(house: House, device: Device, draw: Draw, now: number): Fact[] {
  const longEnough = (draw.endedAt ?? draw.startedAt) - draw.startedAt >= 60_000;
  const proof: TaskEvidence = { type: 'draw', id: draw.id, at: draw.startedAt, data: { outcome: draw.outcome } };
  return (['scald', 'hygiene', 'stagnation', 'cross-flow'] as const)
    .filter((duty) => longEnough || duty === 'stagnation')
    .flatMap((duty) => prove(house, dutyCause(device, duty), proof, now));
}

function dutyCause(device: Device, duty: string): string {
  return `hygiene:${device.record.id}:${duty}`;
}

export interface GuestCall {
  readonly space: Space;
  readonly request: string;
  readonly note?: string;
  readonly channel: string;
  readonly id: string;
  readonly at: number;
}

/** The same wish of the same room joins the task that is open for it. */
export function onGuestAsked(house: House, call: GuestCall, now: number): Fact {
  return openOrAdd(
    house,
    {
      kind: 'request',
      cause: `request:${call.space.id}:${call.request}`,
      space: call.space,
      title: `${call.space.id} asks for ${call.request}`,
      priority: 2,
      evidence: {
        type: 'request',
        id: call.id,
        at: call.at,
        data: { request: call.request, channel: call.channel, ...(call.note !== undefined && { note: call.note }) },
      },
    },
    now,
  );
}
