// What stands between the hub and an HTTP server on a bad day: it passes calls on, or does to them what proxies, overloaded servers
// and bad wires do.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Trouble =
  | { readonly answer: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The call is taken, and never answered. */
  | 'hang'
  /** The server has done what was asked, and the wire breaks inside its answer. */
  | 'cut-answer'
  /** The wire breaks inside the call: the server never hears all of it. */
  | 'cut-call';

export interface TroubledProxy {
  readonly url: string;
  /** From the next call on; undefined passes them on. */
  trouble(trouble: Trouble | undefined): void;
  /** Calls that had trouble since it was last set. */
  troubledCalls(): number;
  stop(): Promise<void>;
}

export async function startTroubledProxy(target: string): Promise<TroubledProxy> {
  let trouble: Trouble | undefined;
  let troubledCalls = 0;

  const server = createServer((call, answer) => {
    if (trouble === undefined) return pass(call, answer, target);
    troubledCalls += 1;
    if (trouble === 'hang') call.resume();
    else if (trouble === 'cut-call') call.once('data', () => call.destroy());
    else if (trouble === 'cut-answer') cutAnswer(call, answer, target);
    else {
      const { answer: status, headers = {}, body = '{"error":"trouble"}' } = trouble;
      call
        .resume()
        .on('end', () => answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble(next) {
      trouble = next;
      troubledCalls = 0;
      // What hangs would hang for ever.
      if (next === undefined) server.closeAllConnections();
    },
    troubledCalls: () => troubledCalls,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function forward(
  call: IncomingMessage,
  target: string,
  answered: (from: IncomingMessage) => void,
  failed: () => void,
): void {
  const { method, headers, url } = call;
  const onward = request(new URL(url ?? '/', target), { ...(method !== undefined && { method }), headers }, answered);
  onward.on('error', failed);
  call.pipe(onward);
}

function pass(call: IncomingMessage, answer: ServerResponse, target: string): void {
  forward(
    call,
    target,
    (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    },
    () => answer.destroy(),
  );
}

/** Says that more is to come than comes. */
function cutAnswer(call: IncomingMessage, answer: ServerResponse, target: string): void {
  const cut = () => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    answer.write('{"results":[{"ser', () => answer.destroy());
  };
  forward(call, target, (from) => from.resume().on('end', cut), cut);
}
