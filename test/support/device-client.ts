// A device as good firmware makes it: a persistent session, QoS 1, it comes back after each cut and sends again what was not
// acknowledged.
import mqtt from 'mqtt';

export interface DeviceClient {
  readonly id: string;
  /** Resolves when the hub has acknowledged it, over however many connections. */
  publish(channel: string, payload: unknown): Promise<void>;
  /** Cuts the wire without DISCONNECT, and stays away: the last will is the broker's to say. */
  cut(): void;
  /** After `cut`. */
  comeBack(): void;
  /** Takes leave, once all is acknowledged. */
  close(): Promise<void>;
}

export interface DeviceClientOptions {
  readonly url: string;
  readonly username: string;
  /** Unset where the broker asks nobody. */
  readonly password?: string;
  readonly property?: string;
}

const comesBackAfterMs = 100;

export async function connectDevice({
  url,
  username,
  password,
  property = 'demo',
}: DeviceClientOptions): Promise<DeviceClient> {
  const topic = (channel: string) => `hub/${property}/${username}/${channel}`;
  const client = mqtt.connect(url, {
    clientId: username,
    ...(password !== undefined && { username, password }),
    clean: false,
    reconnectPeriod: comesBackAfterMs,
    will: { topic: topic('presence'), payload: Buffer.from('offline'), qos: 1, retain: true },
  });
  client.on('error', () => {});
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  return {
    id: username,
    async publish(channel, payload) {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      await client.publishAsync(topic(channel), text, {
        qos: 1,
        retain: channel === 'presence' || channel === 'about',
      });
    },
    cut() {
      client.options.reconnectPeriod = 0;
      client.stream.destroy();
    },
    comeBack() {
      client.options.reconnectPeriod = comesBackAfterMs;
      client.reconnect();
    },
    async close() {
      await client.endAsync();
    },
  };
}
