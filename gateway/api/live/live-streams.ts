// All open streams, so that signing out and stopping the hub end them.
import type { ServerResponse } from 'node:http';
import type { ApiPorts, ApiSettings } from '../api-ports.ts';
import type { Caller, Callers } from '../authentication/caller.ts';
import type { StreamTopic } from '../contract/stream.ts';
import type { HttpCounters } from '../listener/http-counters.ts';
import { ProblemError, problem } from '../problem.ts';
import { instant } from '../wire/instants.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import type { Phones } from './phones.ts';
import { createFactTexts, eventText, isFor } from './stream-events.ts';

export interface LiveStreams {
  /** To be asked before an answer begins. @throws ProblemError, 429, where there are too many, of the caller or of all. */
  admit(caller: Caller): void;
  /**
   * Answers with the stream. `lastEventId` is where the reader left off; what is no place in the hub's order (a store that
   * was restored from a backup) is answered with `reset`. `listener` is how the reader's page will say that it still hears.
   */
  open(
    response: ServerResponse,
    caller: Caller,
    topics: ReadonlySet<StreamTopic>,
    resume: { readonly lastEventId?: string | undefined; readonly listener?: string | undefined },
  ): void;
  /** Ends those whose readers have signed out or lost the right. */
  endForbidden(): void;
  count(): number;
  stop(): void;
}

const heartbeatMs = 5_000;
/** Who finds too many streams open looks again after so long, ms. */
const busyMs = 10_000;
/** What a browser waits before it comes back, ms. */
const retryMs = 1_000;

export function createLiveStreams(
  { feed, live, clock }: ApiPorts,
  callers: Callers,
  settings: Pick<ApiSettings, 'report' | 'heartbeatMs' | 'limits'>,
  counters: Pick<HttpCounters, 'refuse'>,
  phones: Pick<Phones, 'opened'>,
): LiveStreams {
  const streams = new Map<LiveStream, Caller>();
  const factText = createFactTexts();

  function refuse(reason: 'streams' | 'streams-per-caller'): never {
    counters.refuse(reason);
    throw new ProblemError(problem(429, 'Too many live streams are open. Close some, or come back.'), busyMs);
  }

  return {
    admit({ source }) {
      if (streams.size >= settings.limits.streams) refuse('streams');
      let ofCaller = 0;
      for (const caller of streams.values()) if (caller.source === source) ofCaller += 1;
      if (ofCaller >= settings.limits.streamsPerCaller) refuse('streams-per-caller');
    },
    open(response, caller, topics, { lastEventId, listener }) {
      const now = live.lastSeq();
      const left = readPlace(lastEventId, now);
      const moment = () => ({ at: instant(clock.now()) });
      const stream = createLiveStream({
        target: response,
        feed,
        live,
        after: left ?? now,
        textOf(recorded) {
          if (!isFor(recorded.fact, caller)) return undefined;
          const told = factText(recorded, caller.role);
          return told !== undefined && topics.has(told.topic) ? told.text : undefined;
        },
        isAllowed: () => callers.isCurrent(caller),
        heartbeatText: (seq) => eventText({ event: 'heartbeat', data: moment() }, seq),
        heartbeatMs: settings.heartbeatMs ?? heartbeatMs,
        onError: (error) => settings.report(error, 'GET /stream'),
      });
      streams.set(stream, caller);
      // Only who hears of work can be reached by it.
      const closed = topics.has('task') || topics.has('push') ? phones.opened(caller, listener) : undefined;
      response.on('close', () => {
        streams.delete(stream);
        closed?.();
      });
      response.write(`retry: ${retryMs}\nid: ${left ?? now}\n\n`);
      if (lastEventId !== undefined && left === undefined) {
        response.write(eventText({ event: 'reset', data: moment() }, now));
      }
      stream.start();
    },
    endForbidden() {
      for (const [stream, caller] of streams) if (!callers.isCurrent(caller)) stream.stop();
    },
    count: () => streams.size,
    stop() {
      for (const stream of streams.keys()) stream.stop();
    },
  };
}

function readPlace(lastEventId: string | undefined, now: number): number | undefined {
  const place = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : undefined;
  return place !== undefined && place <= now ? place : undefined;
}
