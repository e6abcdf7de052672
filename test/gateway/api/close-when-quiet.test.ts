import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { prepareToClose } from '../../../gateway/api/close-when-quiet.ts';

async function listen(answer: (finish: () => void) => void) {
  const server = createServer((_request, response) => answer(() => response.end('done')));
  const closeWhenQuiet = prepareToClose(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => closeWhenQuiet(async () => void (await server[Symbol.asyncDispose]())) };
}

describe('stopping the listener', () => {
  it('does not wait for a connection that a browser opened and never used', async () => {
    const { port, stop } = await listen((finish) => finish());
    const unused = connect(port, '127.0.0.1');
    await once(unused, 'connect');
    const ended = once(unused, 'close');
    await stop();
    await ended;
  });

  it('lets a call that is under way have its answer', async () => {
    let finish: (() => void) | undefined;
    const asked = Promise.withResolvers<void>();
    const { port, stop } = await listen((end) => {
      finish = end;
      asked.resolve();
    });
    const answer = fetch(`http://127.0.0.1:${port}/`);
    await asked.promise;
    const stopped = stop();
    finish?.();
    expect(await (await answer).text()).toBe('done');
    await stopped;
  });
});
