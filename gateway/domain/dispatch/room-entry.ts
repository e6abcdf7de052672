// May somebody go in now? As little of a guest's presence as the person at the door needs: that somebody is in, or that nobody has
// been seen for ten minutes. A guest who sleeps moves as little as one who is out, so a shorter while says nothing.
import type { DeviceStatus } from '../device-status.ts';
import { doNotDisturb } from './do-not-disturb.ts';

export const entryStates = ['free', 'guest-in', 'do-not-disturb', 'unknown'] as const;
export type EntryState = (typeof entryStates)[number];

export interface RoomEntry {
  readonly state: EntryState;
  /** `free`: since when nobody has been seen, Unix ms. */
  readonly emptySince?: number;
}

const emptyForMs = 10 * 60_000;
/** A controller tells at least twice in this time; one that is silent for longer says nothing about now. */
const heardWithinMs = 15 * 60_000;

export function roomEntry(
  controller: Pick<DeviceStatus, 'presence' | 'lastHeardAt' | 'lastSample' | 'emptySince' | 'room'>,
  now: number,
): RoomEntry {
  const { presence, lastHeardAt, lastSample, emptySince, room } = controller;
  if (room?.scene === doNotDisturb) return { state: 'do-not-disturb' };
  const isSilent = presence === 'offline' || lastHeardAt === undefined || now - lastHeardAt > heardWithinMs;
  if (isSilent || lastSample?.readings['occupied'] === undefined) return { state: 'unknown' };
  const isEmpty = lastSample.readings['occupied'] === false && emptySince !== undefined;
  if (isEmpty && now - emptySince >= emptyForMs) return { state: 'free', emptySince };
  return { state: 'guest-in' };
}
