// One connection to an external broker, from CONNECT to its end; it is never repaired, the next one takes its place. A
// message is acknowledged after its commit, so what a crash leaves unacknowledged comes again over the persistent session.
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import type { PropertyId } from '../../devices/identifiers.ts';
import { hubPresenceTopic, parseDeviceTopic, uplinkChannels } from '../../devices/topics.ts';
import type { Admit, Downlink } from '../ports.ts';
import { createOrderedAcknowledgement } from './ordered-acknowledgement.ts';

const connectTimeoutMs = 10_000;
const keepaliveS = 60;
const leaveTimeoutMs = 2_000;
/** Above what brokers keep in flight for one client (mosquitto: 20), so that the broker's window is the limit. */
const underWayLimit = 200;

export interface ExternalLinkOptions {
  /** `mqtt://` or `mqtts://`, with user and password where the broker wants them. */
  readonly url: string;
  /** The persistent session's name: the same after every restart, and no other client's. */
  readonly clientId: string;
  readonly property: PropertyId;
  readonly admit: Admit;
  /** A QoS 0 message could not be committed; nobody will send it again. */
  readonly dropped: () => void;
}

export interface ExternalLink extends Downlink {
  /** Resolves when everything is subscribed and the hub's presence is out. */
  readonly up: Promise<void>;
  /** Resolves with the reason when the connection is over. */
  readonly ended: Promise<Error>;
  /** Says `offline` and takes leave. */
  leave(): Promise<void>;
}

export function openExternalLink({ url, clientId, property, admit, dropped }: ExternalLinkOptions): ExternalLink {
  const presence = hubPresenceTopic(property);
  const client = mqtt.connect(url, {
    clientId,
    clean: false,
    protocolVersion: 4,
    keepalive: keepaliveS,
    connectTimeout: connectTimeoutMs,
    reconnectPeriod: 0,
    resubscribe: false,
    will: { topic: presence, payload: Buffer.from('offline'), qos: 1, retain: true },
  });
  const acknowledgements = createOrderedAcknowledgement({ limit: underWayLimit, failed: giveUp });
  let reason = new Error('the connection was closed');

  /** What waits for an answer of the broker, to be told when none will come. */
  const waiting = new Set<(error: Error) => void>();

  const ended = new Promise<Error>((resolve) => {
    client.once('close', () => {
      client.end(true);
      for (const reject of waiting) reject(reason);
      resolve(reason);
    });
  });
  client.on('error', (error) => {
    reason = error;
  });

  function giveUp(error: Error): void {
    reason = error;
    client.stream.destroy(error);
  }

  function receive(packet: IPublishPacket): Promise<void> {
    const { topic, qos, retain } = packet;
    const payload = Buffer.from(packet.payload as Uint8Array);
    const admitted = isUplink(topic, payload) ? admit({ topic, payload, qos, retain }) : Promise.resolve();
    const committed = qos === 0 ? admitted.catch(dropped) : admitted;
    return acknowledgements.take({ committed, acknowledge: () => acknowledge(client, packet) });
  }

  client.handleMessage = (packet, proceed) => {
    // What comes behind a message that failed must not enter before it does.
    if (client.stream.destroyed) return;
    // With an error MQTT.js goes on to the next packet without acknowledging this one; `acknowledge` does it in time.
    const goOn = () => proceed(new Error('is acknowledged after its commit'));
    receive(packet).then(goOn, giveUp);
  };

  /** Rejects when the connection ends first. */
  function untilEnd<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (error: Error) => reject(new Error(`external broker: ${error.message}`, { cause: error }));
      waiting.add(end);
      answer.then(resolve, reject).finally(() => waiting.delete(end));
    });
  }

  async function publish(topic: string, payload: string, { retain }: { readonly retain: boolean }): Promise<void> {
    await untilEnd(client.publishAsync(topic, payload, { qos: 1, retain }));
  }

  async function comeUp(): Promise<void> {
    await untilEnd(new Promise<void>((resolve) => client.once('connect', () => resolve())));
    const filters = [...uplinkChannels, 'command'].map((channel) => `hub/${property}/+/${channel}`);
    try {
      await untilEnd(client.subscribeAsync(filters, { qos: 1 }));
      await publish(presence, 'online', { retain: true });
    } catch (error) {
      giveUp(error as Error);
      throw error;
    }
  }

  return {
    up: comeUp(),
    ended,
    publish,
    async leave() {
      const timeOut = AbortSignal.timeout(leaveTimeoutMs);
      const tooLate = new Promise<false>((resolve) => timeOut.addEventListener('abort', () => resolve(false)));
      const said = publish(presence, 'offline', { retain: true }).then(
        () => true,
        () => false,
      );
      // Without DISCONNECT the broker says `offline` for the hub.
      const inTime = client.connected && (await Promise.race([said, tooLate]));
      await client.endAsync(!inTime);
    },
  };
}

/** On `command` only a device's question for the time is for the hub; the rest there is what the hub itself has sent. */
function isUplink(topic: string, payload: Buffer): boolean {
  const named = parseDeviceTopic(topic);
  if (named?.channel !== 'command') return named !== undefined;
  try {
    return JSON.parse(payload.toString()).command === 'time';
  } catch {
    return false;
  }
}

/** PUBACK (3.4) on the connection that brought the message; on a later one the identifier means another message. */
function acknowledge(client: MqttClient, { qos, messageId }: IPublishPacket): void {
  if (qos === 0 || messageId === undefined || client.stream.destroyed) return;
  client.stream.write(Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]));
}
