// Ending the listener without cutting a call short, and without waiting for connections that nobody uses: browsers keep
// some alive, and open some that never carry a request, which Node does not count as idle.
import type { Server } from 'node:http';

/** How long a stop waits for calls that are under way, ms. */
const longestCallMs = 3_000;
const lookEveryMs = 20;

/** @returns `close`, wrapped so that connections end as soon as no call is under way. */
export function prepareToClose(server: Server): (close: () => Promise<void>) => Promise<void> {
  let underWay = 0;
  server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
  });

  return async (close) => {
    const startedAt = performance.now();
    const sweep = setInterval(() => {
      if (underWay === 0 || performance.now() - startedAt > longestCallMs) server.closeAllConnections();
    }, lookEveryMs);
    await close().finally(() => clearInterval(sweep));
  };
}
