// A foreign reader of server-sent events: plain HTTP and the format's own rules, nothing of the hub's.
import { request } from 'node:http';

export interface ReadEvent {
  readonly event: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect
  readonly data: any;
}

export interface EventReader {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly events: ReadEvent[];
  /** The id that a browser would resume from. */
  lastEventId(): string;
  /** Resolves with all events so far as soon as `enough` says so. */
  until(enough: (events: readonly ReadEvent[]) => boolean): Promise<ReadEvent[]>;
  /** Resolves when the hub has ended the stream. */
  readonly ended: Promise<void>;
  /** Stops reading from the socket without closing it. */
  freeze(): void;
  close(): void;
}

export async function readEvents(url: string, headers: Record<string, string>): Promise<EventReader> {
  const events: ReadEvent[] = [];
  let lastEventId = '';
  let buffered = '';
  let wake = () => {};
  const outgoing = request(url, { headers });
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject).end();
  });
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    buffered += chunk;
    const blocks = buffered.split('\n\n');
    buffered = blocks.pop() ?? '';
    for (const block of blocks) take(block);
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    response.on('close', resolve).on('error', () => resolve());
  });

  function take(block: string): void {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
    if (fields.id !== undefined) lastEventId = fields.id;
    if (fields.data !== undefined) events.push({ event: fields.event, id: fields.id, data: JSON.parse(fields.data) });
  }

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    ended,
    lastEventId: () => lastEventId,
    async until(enough) {
      while (!enough(events)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events;
    },
    freeze: () => response.socket.pause(),
    close: () => outgoing.destroy(),
  };
}
