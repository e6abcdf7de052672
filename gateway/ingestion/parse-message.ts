// Topic and bytes become an input, or a refusal that the engineer can read. Pure: the time of arrival is passed in.
import { catalogue } from '../../devices/catalogue.ts';
import { About, Command, EventEnvelope, Presence, Reply } from '../../devices/envelope.ts';
import type { DeviceId, DeviceKind, PropertyId } from '../../devices/identifiers.ts';
import { type DeviceTopic, parseDeviceTopic } from '../../devices/topics.ts';
import type { RefusedMessage } from '../domain/device-status.ts';
import type { Input } from '../domain/inputs.ts';
import { deviceInstant } from './device-instant.ts';
import { parseTelemetry } from './parse-telemetry.ts';
import { check, Unreadable } from './unreadable.ts';

export interface ArrivedMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: number;
}

export type ParsedMessage =
  /** `saidAt`: the instant that the device named, whether it is believed or not; of several the last. */
  | { readonly type: 'input'; readonly input: Input; readonly saidAt?: number }
  /** A device without a clock asks for the time. */
  | { readonly type: 'time-asked'; readonly device: DeviceId }
  | { readonly type: 'refused'; readonly device: DeviceId; readonly refused: RefusedMessage }
  /** No device of this property: nobody to show it to. */
  | { readonly type: 'stray'; readonly reason: string };

export interface MessageContext {
  readonly property: PropertyId;
  /** Undefined where the device is not registered. */
  kindOf(device: DeviceId): DeviceKind | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const firstBytesShown = 200;

export function parseMessage(message: ArrivedMessage, context: MessageContext): ParsedMessage {
  const topic = parseDeviceTopic(message.topic);
  if (topic === undefined) return { type: 'stray', reason: 'not a topic of a device' };
  if (topic.property !== context.property) return { type: 'stray', reason: `another property: ${topic.property}` };
  const kind = context.kindOf(topic.device);
  if (kind === undefined) return { type: 'stray', reason: `${topic.device} is not registered` };
  try {
    return parseChannel(topic, kind, message);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { type: 'refused', device: topic.device, refused: describeRefused(message, error.message) };
  }
}

export function describeRefused(message: ArrivedMessage, reason: string): RefusedMessage {
  const firstBytes = new TextDecoder().decode(message.payload.subarray(0, firstBytesShown));
  return { at: message.receivedAt, topic: message.topic, reason: printable(reason), firstBytes: printable(firstBytes) };
}

function parseChannel(topic: DeviceTopic, kind: DeviceKind, message: ArrivedMessage): ParsedMessage {
  const { device, channel } = topic;
  const text = decode(message.payload);
  switch (channel) {
    case 'presence':
      return input({ type: 'presence', device, presence: check(Presence, text.trim()) });
    case 'about': {
      const raw = parseObject(text);
      const about = check(About, raw);
      if (about.kind !== kind) throw new Unreadable(`kind: expected ${kind} as registered, received ${about.kind}`);
      return input({ type: 'about', device, about, unknownFields: countUnknown(raw, About.shape) });
    }
    case 'telemetry': {
      const raw = parseObject(text);
      const samples = parseTelemetry(raw, catalogue[kind], message.receivedAt);
      return input({ ...samples, device }, Array.isArray(raw['samples']) ? raw['samples'].at(-1)?.at : raw['at']);
    }
    case 'event': {
      const raw = parseObject(text);
      return input(parseEvent(device, kind, raw, message.receivedAt), raw['at']);
    }
    case 'reply': {
      const { id, ok, ...data } = check(Reply, parseObject(text));
      return input({ type: 'reply', device, id, ok, data });
    }
    case 'command': {
      const { command } = check(Command.pick({ command: true }), parseObject(text));
      if (command === 'time') return { type: 'time-asked', device };
      throw new Unreadable(`command: a device may only ask for time, received ${JSON.stringify(command)}`);
    }
    case 'config':
      throw new Unreadable('config: is written by the hub only');
  }
}

function parseEvent(device: DeviceId, kind: DeviceKind, raw: Record<string, unknown>, receivedAt: number): Input {
  const { id, type, at, ...rest } = check(EventEnvelope, raw);
  const { events } = catalogue[kind];
  const schema = Object.hasOwn(events, type) ? events[type] : undefined;
  if (schema === undefined) {
    throw new Unreadable(`type: expected one of ${Object.keys(events).join(', ')}, received ${JSON.stringify(type)}`);
  }
  const data = check(schema, rest);
  const unknownFields = Object.keys(rest).filter((key) => !Object.hasOwn(data, key)).length;
  return { type: 'device-event', device, id, event: type, data, unknownFields, ...deviceInstant(at, receivedAt) };
}

function input(parsed: Input, saidAt?: unknown): ParsedMessage {
  return { type: 'input', input: parsed, ...(typeof saidAt === 'number' && { saidAt }) };
}

function decode(payload: Uint8Array): string {
  try {
    return utf8.decode(payload);
  } catch {
    throw new Unreadable('expected UTF-8 text');
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`expected JSON: ${(error as Error).message.slice(0, 120)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable(`expected a JSON object, received ${Array.isArray(value) ? 'an array' : typeof value}`);
  }
  return value as Record<string, unknown>;
}

function countUnknown(raw: Record<string, unknown>, shape: object): number {
  return Object.keys(raw).filter((key) => !Object.hasOwn(shape, key)).length;
}

/** Without control characters, so that it can stand in a log line or on a page. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
}
