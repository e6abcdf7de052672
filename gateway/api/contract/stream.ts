// Server-sent events: the event's name and the object of the API that it carries. `id:` is the hub's one order; `Last-Event-ID`
// resumes there.
import { z } from 'zod';
import { Device } from './device.ts';
import { Push } from './dispatch.ts';
import { Draw } from './draw.ts';
import { Incident } from './incident.ts';
import { Instant } from './instant.ts';
import { severalOf } from './page.ts';
import { Task } from './task.ts';
import { Touchpoint } from './touchpoint.ts';

export const streamTopics = ['task', 'draw', 'touchpoint', 'device', 'incident', 'push'] as const;
export const StreamTopic = z.enum(streamTopics);
export type StreamTopic = z.infer<typeof StreamTopic>;

const ListenerName = z.string().min(1).max(64);

export const StreamQuery = z.object({
  topics: severalOf(streamTopics).optional(),
  /** A random name of this page: it says at each heartbeat that it hears, and without that counts as not listening. */
  listener: ListenerName.optional(),
});

export const Listener = z.strictObject({ listener: ListenerName });

/** Every 5 s, so that a page notices a stream that only looks alive. */
export const Heartbeat = z.object({ at: Instant });
export type Heartbeat = z.infer<typeof Heartbeat>;

export const StreamEvent = z
  .discriminatedUnion('event', [
    z.object({ event: z.literal('task'), data: Task }),
    z.object({ event: z.literal('draw'), data: Draw }),
    z.object({ event: z.literal('touchpoint'), data: Touchpoint }),
    z.object({ event: z.literal('device'), data: Device }),
    z.object({ event: z.literal('incident'), data: Incident }),
    /** Somebody is to be interrupted now: told to whom it is for, and to nobody else. */
    z.object({ event: z.literal('push'), data: Push }),
    z.object({ event: z.literal('heartbeat'), data: Heartbeat }),
    /** The hub does not know the id that the client resumed from: load everything anew. */
    z.object({ event: z.literal('reset'), data: Heartbeat }),
  ])
  .meta({ id: 'StreamEvent' });
export type StreamEvent = z.infer<typeof StreamEvent>;
