// A plain broker on a free port that keeps what devices said: the other end of the wire for tests of the simulated hotel.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes } from 'aedes';

export interface HeardMessage {
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
  readonly retain: boolean;
}

export interface ListeningBroker {
  readonly url: string;
  readonly heard: readonly HeardMessage[];
  /** The JSON payloads of one device's channel, in order. */
  said<T>(device: string, channel: string): T[];
  tell(topic: string, payload: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** @param port where the broker before it listened, so that its devices find it again; 0 for a free one. */
export async function startListeningBroker(port = 0): Promise<ListeningBroker> {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const heard: HeardMessage[] = [];
  broker.on('publish', (packet, client) => {
    if (packet.topic.startsWith('$') || client === null) return;
    heard.push({ topic: packet.topic, payload: packet.payload.toString(), qos: packet.qos, retain: packet.retain });
  });

  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    said: <T>(device: string, channel: string) =>
      heard
        .filter(({ topic }) => topic.endsWith(`/${device}/${channel}`))
        .map(({ payload }) => JSON.parse(payload) as T),
    tell: (topic, payload) =>
      new Promise((resolve, reject) => {
        broker.publish(
          { cmd: 'publish', topic, payload: Buffer.from(JSON.stringify(payload)), qos: 1, retain: false, dup: false },
          (error) => (error ? reject(error) : resolve()),
        );
      }),
    async stop() {
      await new Promise<void>((resolve) => broker.close(resolve));
      server.close();
    },
  };
}
