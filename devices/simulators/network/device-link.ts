// How a simulated device speaks to the hub: it signs in, keeps its presence by last will, sends with QoS 1, sends again what
// was not acknowledged, gathers samples while it is offline, and takes commands and settings.
import { Command } from '../../envelope.ts';
import { DeviceId, type DeviceKind, PropertyId } from '../../identifiers.ts';
import { deviceTopic, type UplinkChannel } from '../../topics.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { Random } from '../random.ts';
import { type MqttConnection, openConnection } from './mqtt-connection.ts';
import { createOutbox, type OutboxMessage } from './outbox.ts';

export interface DeviceLinkOptions {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly url: string;
  readonly property: string;
  readonly id: string;
  readonly kind: DeviceKind;
  readonly password: string;
  readonly model: string;
  readonly capabilities: readonly string[];
  /** How likely a message goes out a second time although it was acknowledged. */
  readonly duplicateShare: number;
  /** Answers a command; undefined where the device does not know it. */
  onCommand(command: Command): Readonly<Record<string, unknown>> | undefined;
  /** Takes wanted settings; answers with the capabilities to tell in `about`. */
  onConfig(config: Readonly<Record<string, unknown>>): readonly string[];
}

export interface DeviceLink {
  start(): void;
  stop(): Promise<void>;
  isOnline(): boolean;
  /** When it could not be heard, from the last thing that it said; the last is open while it is offline. */
  silences(): readonly { readonly from: number; readonly to?: number }[];
  sendSample(sample: { readonly at: number } & Readonly<Record<string, unknown>>): void;
  sendEvent(
    event: { readonly id: string; readonly at: number; readonly type: string } & Readonly<Record<string, unknown>>,
  ): void;
  /** Cuts the wire; the device is back after `offlineMs`. */
  drop(offlineMs: number): void;
}

const firmware = '2.4.1';

export function createDeviceLink(options: DeviceLinkOptions): DeviceLink {
  const { clock, random } = options;
  const property = PropertyId.parse(options.property);
  const device = DeviceId.parse(options.id);
  const topic = (channel: UplinkChannel | 'command' | 'config') => deviceTopic(property, device, channel);
  const topics = { command: topic('command'), config: topic('config') };
  const outbox = createOutbox();
  let connection: MqttConnection | undefined;
  let online = false;
  let stopped = true;
  let failures = 0;
  let lastSaidAt: number | undefined;
  const silences: { from: number; to?: number }[] = [];
  let cancelRetry = () => {};

  const hold = (work: Promise<unknown>) => clock.hold?.(work);

  function connect(): void {
    const settled = Promise.withResolvers<void>();
    hold(settled.promise);
    const opened = openConnection({
      url: options.url,
      clientId: device,
      password: options.password,
      will: { topic: topic('presence'), payload: 'offline' },
      subscriptions: [topics.command, topics.config],
      onReady() {
        greet(opened);
        settled.resolve();
      },
      onMessage: receive,
      onEnd() {
        if (online) silences.push({ from: lastSaidAt ?? clock.now() });
        online = false;
        if (connection === opened) connection = undefined;
        settled.resolve();
        if (!stopped) retry(backOffMs());
      },
    });
    connection = opened;
  }

  /** Presence first, then who it is, then everything that it owes. */
  function greet(opened: MqttConnection): void {
    online = true;
    failures = 0;
    const silence = silences.at(-1);
    if (silence !== undefined && silence.to === undefined) silence.to = clock.now();
    lastSaidAt = clock.now();
    hold(opened.publish(topic('presence'), 'online', true));
    sendAbout([]);
    for (const message of outbox.owed()) transmit(message);
  }

  function sendAbout(granted: readonly string[]): void {
    const capabilities = [...options.capabilities, ...granted];
    const about = { kind: options.kind, model: options.model, firmware, serial: `sim-${device}`, capabilities };
    if (connection !== undefined && online) hold(connection.publish(topic('about'), JSON.stringify(about), true));
  }

  function backOffMs(): number {
    failures += 1;
    return Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5)) * random.between(0.5, 1);
  }

  function retry(afterMs: number): void {
    cancelRetry();
    cancelRetry = clock.schedule(clock.now() + afterMs, () => {
      if (!stopped && connection === undefined) connect();
    });
  }

  function transmit(message: OutboxMessage): void {
    if (connection === undefined || !online) return;
    lastSaidAt = clock.now();
    hold(
      connection.publish(topic(message.channel), message.payload, false).then((acknowledged) => {
        if (acknowledged) outbox.acknowledged(message);
      }),
    );
  }

  function send(message: OutboxMessage): void {
    transmit(outbox.add(message));
    if (random.chance(options.duplicateShare)) {
      clock.schedule(clock.now() + 2_000, () => transmit(message));
    }
  }

  function receive(from: string, payload: Buffer): void {
    const wanted = readJson(payload);
    if (from === topics.config) {
      sendAbout(options.onConfig(wanted));
      return;
    }
    const command = Command.safeParse(wanted);
    if (!command.success) return;
    const { id } = command.data;
    const answer = options.onCommand(command.data) ?? { ok: false, error: `unknown command ${command.data.command}` };
    send({ channel: 'reply', payload: JSON.stringify({ id, ok: true, ...answer }) });
  }

  return {
    start() {
      stopped = false;
      connect();
    },
    async stop() {
      stopped = true;
      cancelRetry();
      const last = connection;
      if (last === undefined) return;
      if (online) await last.publish(topic('presence'), 'offline', true);
      online = false;
      await last.close();
    },
    isOnline: () => online,
    silences: () => silences,
    sendSample(sample) {
      if (online) send({ channel: 'telemetry', payload: JSON.stringify(sample) });
      else outbox.gather(sample);
    },
    sendEvent(event) {
      send({ channel: 'event', payload: JSON.stringify(event) });
    },
    drop(offlineMs) {
      connection?.cut();
      retry(offlineMs);
    },
  };
}

/** A config or command that is not a JSON object asks for nothing. */
function readJson(payload: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(payload.toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
