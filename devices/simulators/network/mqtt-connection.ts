// One MQTT 3.1.1 connection over TCP, from CONNECT to its end. It ends once and is not used again: what must survive it is the
// device's business.
import { connect as connectMqtt } from 'mqtt';

export interface ConnectionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly password: string;
  readonly will: { readonly topic: string; readonly payload: string };
  readonly subscriptions: readonly string[];
  onReady(): void;
  onMessage(topic: string, payload: Buffer): void;
  /** Told once, whoever ended it. */
  onEnd(reason: string): void;
}

export interface MqttConnection {
  /** QoS 1. Resolves true at the PUBACK, false where the connection ended before it. */
  publish(topic: string, payload: string, retain: boolean): Promise<boolean>;
  /** Cuts the wire: the broker publishes the last will. */
  cut(): void;
  /** Says DISCONNECT: no last will. */
  close(): Promise<void>;
}

/** MQTT 3.1.1 §3.1.2.10; long enough for a hub that is busy with a whole hotel. */
const keepAliveS = 60;

export function openConnection(options: ConnectionOptions): MqttConnection {
  const waiting = new Set<(acknowledged: boolean) => void>();
  let ended = false;

  const client = connectMqtt(options.url, {
    clientId: options.clientId,
    username: options.clientId,
    password: options.password,
    clean: false,
    keepalive: keepAliveS,
    reconnectPeriod: 0,
    connectTimeout: 20_000,
    queueQoSZero: false,
    resubscribe: false,
    will: { ...options.will, payload: Buffer.from(options.will.payload), qos: 1, retain: true },
  });

  function end(reason: string): void {
    if (ended) return;
    ended = true;
    client.end(true);
    for (const resolve of waiting) resolve(false);
    waiting.clear();
    options.onEnd(reason);
  }

  client.on('connect', () => {
    client.subscribe([...options.subscriptions], { qos: 1 }, (error) => {
      if (ended) return;
      if (error) end(error.message);
      else options.onReady();
    });
  });
  client.on('message', options.onMessage);
  client.on('error', (error) => end(error.message));
  client.on('close', () => end('connection closed'));

  return {
    publish: (topic, payload, retain) =>
      new Promise((resolve) => {
        if (ended) return resolve(false);
        waiting.add(resolve);
        client.publish(topic, payload, { qos: 1, retain }, (error) => {
          if (waiting.delete(resolve)) resolve(!error);
        });
      }),
    cut() {
      client.stream.destroy();
      end('cut');
    },
    async close() {
      if (ended) return;
      ended = true;
      await client.endAsync();
      for (const resolve of waiting) resolve(false);
    },
  };
}
