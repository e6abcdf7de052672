// The last messages of each device as they came, for the engineer who asks what it really says. In memory alone, bounded, and
// gone with the process: no evidence rests on it. What tells when a guest is in the room is kept out before anybody reads.
import type { DeviceKind } from '../../devices/identifiers.ts';
import { parseDeviceTopic } from '../../devices/topics.ts';
import type { RecentMessages, TracedMessage, UplinkMessage } from '../ports.ts';

interface Kept {
  readonly at: number;
  readonly topic: string;
  /** Its first bytes, a character each: a string is moved and freed at a tenth of what a buffer of its own costs. */
  readonly excerpt: string;
  readonly bytes: number;
  readonly qos: TracedMessage['qos'];
  readonly retain: boolean;
}

export interface RecentMessagesOptions {
  /** Undefined where the device is not registered: nothing of it is kept. */
  kindOf(device: string): DeviceKind | undefined;
  readonly mostOfDevice?: number;
  /** Of all devices together: with more of them than this holds in full, each keeps fewer. */
  readonly mostOfAll?: number;
}

const bytesKept = 400;
const fewest = 5;

export interface RecentMessagesLog extends RecentMessages {
  keep(message: UplinkMessage, receivedAt: number): void;
}

export function createRecentMessages({
  kindOf,
  mostOfDevice = 50,
  mostOfAll = 50_000,
}: RecentMessagesOptions): RecentMessagesLog {
  const kept = new Map<string, Kept[]>();
  return {
    keep({ topic, payload, qos, retain }, at) {
      const device = thirdLevelOf(topic);
      if (kindOf(device) === undefined) return;
      const ofDevice = kept.get(device) ?? [];
      kept.set(device, ofDevice);
      const excerpt = Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, bytesKept));
      ofDevice.push({ at, topic, excerpt: excerpt.toString('latin1'), bytes: payload.length, qos, retain });
      const most = Math.max(fewest, Math.min(mostOfDevice, Math.floor(mostOfAll / kept.size)));
      if (ofDevice.length > most) ofDevice.splice(0, ofDevice.length - most);
    },
    of(device) {
      const kind = kindOf(device);
      if (kind === undefined) {
        kept.delete(device);
        return [];
      }
      return (kept.get(device) ?? []).map((one) => tell(one, kind)).reverse();
    },
  };
}

/** Without the other levels: this is done for every message. */
function thirdLevelOf(topic: string): string {
  const from = topic.indexOf('/', topic.indexOf('/') + 1) + 1;
  return topic.slice(from, topic.indexOf('/', from));
}

function tell({ at, topic, excerpt, bytes, qos, retain }: Kept, kind: DeviceKind): TracedMessage {
  const channel = parseDeviceTopic(topic)?.channel ?? topic;
  const text = withoutPresence(kind, channel, new TextDecoder().decode(Buffer.from(excerpt, 'latin1')));
  return { at, channel, qos, retain, bytes, ...(text !== undefined && { text: printable(text) }) };
}

/** Doors, cards and who is seen in a room say when a guest is there. Undefined: nothing of the message may be read. */
function withoutPresence(kind: DeviceKind, channel: string, text: string): string | undefined {
  if (kind !== 'room-controller' || channel === 'presence' || channel === 'about' || channel === 'reply') return text;
  // An escape could spell a name otherwise than it is looked for.
  if (channel !== 'telemetry' || text.includes('\\')) return undefined;
  return text.replace(/("occupied"\s*:\s*)[^,}\]\s]*/g, '$1"…"');
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
}
