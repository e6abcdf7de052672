// The wire to a server, which can swallow: calls are taken and nothing ever comes back, as on a Wi-Fi whose access point has lost its
// own way. A phone is not told so, and waits.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly port: number;
  /** What is under way stands still too, and goes on when it swallows no more. */
  swallow(swallows: boolean): void;
  stop(): Promise<void>;
}

export async function startWire(toPort: number): Promise<Wire> {
  const ends = new Set<Socket>();
  let swallows = false;

  function keep(end: Socket, other: Socket): void {
    ends.add(end);
    end.pipe(other);
    if (swallows) end.pause();
    end.on('error', () => other.destroy());
    end.once('close', () => {
      ends.delete(end);
      other.destroy();
    });
  }

  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    keep(near, far);
    keep(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    swallow(next) {
      swallows = next;
      for (const end of ends) next ? end.pause() : end.resume();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const end of ends) end.destroy();
      await closed;
    },
  };
}
