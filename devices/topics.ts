// The topic tree `hub/{property}/{device}/{channel}`, read and written in this one place.
import { type DeviceId, isId, type PropertyId, reservedDeviceIds } from './identifiers.ts';

/** Channels on which a device speaks to the hub. */
export const uplinkChannels = ['presence', 'about', 'telemetry', 'event', 'reply'] as const;
export type UplinkChannel = (typeof uplinkChannels)[number];

/** Channels on which the hub speaks to a device. */
export const downlinkChannels = ['command', 'config'] as const;
export type DownlinkChannel = (typeof downlinkChannels)[number];

export interface DeviceTopic {
  readonly property: PropertyId;
  readonly device: DeviceId;
  readonly channel: UplinkChannel | DownlinkChannel;
}

const channels: ReadonlySet<string> = new Set([...uplinkChannels, ...downlinkChannels]);

/** The device topic that `topic` names, or undefined where it is not one (wildcards included). */
export function parseDeviceTopic(topic: string): DeviceTopic | undefined {
  const [root, property, device, channel, ...rest] = topic.split('/');
  if (root !== 'hub' || channel === undefined || rest.length > 0 || !channels.has(channel)) return undefined;
  if (property === undefined || !isId(property)) return undefined;
  if (device === undefined || !isId(device) || reservedDeviceIds.includes(device)) return undefined;
  return { property: property as PropertyId, device: device as DeviceId, channel: channel as DeviceTopic['channel'] };
}

export function deviceTopic(property: PropertyId, device: DeviceId, channel: UplinkChannel | DownlinkChannel): string {
  return `hub/${property}/${device}/${channel}`;
}

/** Where staff devices of one role read the task at each change. */
export function staffTaskTopic(property: PropertyId, role: string): string {
  return `hub/${property}/staff/${role}/task`;
}

/** Where staff devices of one role read who is to be interrupted about what, now. */
export function staffPushTopic(property: PropertyId, role: string): string {
  return `hub/${property}/staff/${role}/push`;
}

/** Retained, with a last will: how others notice that the hub itself is gone. */
export function hubPresenceTopic(property: PropertyId): string {
  return `hub/${property}/hub/presence`;
}
