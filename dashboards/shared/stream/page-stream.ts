// The stream of a page: events by name, typed as the hub's contract has them, and the hub's time for every timer shown. Every
// page hears when its person is to be interrupted and what became of that work, and says at each beat that it hears.
import type { StreamEvent, StreamTopic } from '../../../gateway/api/contract/stream.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { Listed } from '../api/api.ts';
import { tasksAsked } from '../opening/first-asked.ts';
import { rememberHeard } from '../opening/heard-until.ts';
import { randomKey } from '../outbox/action.ts';
import type { Page } from '../ui/page.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';

type DataOf<Topic extends StreamTopic> = Extract<StreamEvent, { event: Topic }>['data'];

export type Listeners = { readonly [Topic in StreamTopic]?: (data: DataOf<Topic>) => void };

/** A network that swallows the page's own calls may still let the stream pass. */
const patienceMs = 6_000;

/**
 * `reload` is called whenever what is shown may have gaps, and at the first connection.
 * @param loaded what the page has already asked for, with the place from which on the stream is to tell: no need to ask again.
 */
export function openPageStream(
  { api, clock, alerts, toldAt, hearing, say }: Page,
  told: Listeners,
  reload: () => void,
  loaded?: Promise<string | undefined>,
): LiveStream {
  const listeners: Listeners = {
    ...told,
    push: alerts.take,
    task(task) {
      alerts.hear(task);
      told.task?.(task);
    },
  };
  async function openTasks(): Promise<ReadonlySet<string> | undefined> {
    const answer = await api.get<Listed<Task>>(tasksAsked.open);
    return answer.ok && answer.body.next === null ? new Set(answer.body.items.map(({ id }) => id)) : undefined;
  }
  const listener = randomKey();
  const stream = createLiveStream(api, {
    topics: Object.keys(listeners),
    listener,
    now: clock.read,
    onHubTime: clock.adjust,
    ...(toldAt !== undefined && { toldAt }),
    onBeat: () => void api.send('POST', '/stream/heard', { listener }),
    onReset() {
      reload();
      void alerts.recount(openTasks);
    },
    onEvent({ name, data }) {
      const listen = (listeners as Readonly<Record<string, ((data: unknown) => void) | undefined>>)[name];
      listen?.(JSON.parse(data));
    },
  });
  stream.facts.subscribe(({ open }) => {
    hearing.isHeard = open;
  });
  addEventListener('pagehide', () => {
    const at = stream.facts.peek().heardAt ?? toldAt;
    if (at !== undefined) rememberHeard(at, say);
  });
  // Without the hub there is no first connection that would ask for it.
  if (toldAt !== undefined && loaded === undefined) reload();
  if (loaded === undefined) stream.start();
  else
    void Promise.race([loaded, new Promise<undefined>((resume) => setTimeout(resume, patienceMs))]).then(stream.start);
  return stream;
}
