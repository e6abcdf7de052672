// A device as good firmware makes it: a persistent session, QoS 1, it keeps what was not acknowledged, comes back after each cut
// and sends it again in the old order.
import mqtt, { type MqttClient } from 'mqtt';

export interface DeviceClient {
  readonly id: string;
  /** Resolves when the broker has acknowledged it, over however many connections. */
  publish(channel: string, payload: unknown): Promise<void>;
  /** Cuts the wire without DISCONNECT, and stays away: the last will is the broker's to say. */
  cut(): void;
  /** After `cut`. */
  comeBack(): void;
  /** Takes leave. */
  close(): Promise<void>;
}

export interface DeviceClientOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly property?: string;
}

interface Message {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly acknowledged: () => void;
}

const comesBackAfterMs = 100;

/** Resolves when it has connected for the first time. */
export async function connectDevice(options: DeviceClientOptions): Promise<DeviceClient> {
  const { url, username, password, property = 'demo' } = options;
  const topic = (channel: string) => `hub/${property}/${username}/${channel}`;
  const will = { topic: topic('presence'), payload: Buffer.from('offline'), qos: 1, retain: true } as const;
  const owed = new Set<Message>();
  const firstConnection = Promise.withResolvers<void>();
  let client: MqttClient;
  let away = false;

  // A client for each connection: MQTT.js gives up messages that it was sending again when it was cut a second time.
  function connect(): MqttClient {
    const opened = mqtt.connect(url, {
      clientId: username,
      username,
      password,
      clean: false,
      reconnectPeriod: 0,
      will,
    });
    opened.on('error', () => {});
    opened.on('connect', () => {
      firstConnection.resolve();
      for (const message of owed) transmit(opened, message);
    });
    opened.on('close', () => {
      opened.end(true);
      // One that was followed by another has nothing to come back for: two of one name would throw each other out for ever.
      if (opened === client) setTimeout(() => opened === client && comeBack(), comesBackAfterMs);
    });
    return opened;
  }

  function comeBack(): void {
    if (!away) client = connect();
  }

  function transmit(through: MqttClient, message: Message): void {
    through.publish(message.topic, message.payload, { qos: 1, retain: message.retain }, (error) => {
      if (!error && owed.delete(message)) message.acknowledged();
    });
  }

  client = connect();
  await firstConnection.promise;
  return {
    id: username,
    publish(channel, content) {
      const payload = typeof content === 'string' ? content : JSON.stringify(content);
      const retain = channel === 'presence' || channel === 'about';
      return new Promise((acknowledged) => {
        const message = { topic: topic(channel), payload, retain, acknowledged };
        owed.add(message);
        if (client.connected) transmit(client, message);
      });
    },
    cut() {
      away = true;
      client.stream.destroy();
    },
    comeBack() {
      away = false;
      comeBack();
    },
    async close() {
      away = true;
      await client.endAsync();
    },
  };
}
