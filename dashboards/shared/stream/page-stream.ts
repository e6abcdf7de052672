// The stream of a page: events by name, typed as the hub's contract has them, and the hub's time for every timer shown.
import type { StreamEvent, StreamTopic } from '../../../gateway/api/contract/stream.ts';
import type { Page } from '../ui/page.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';

type DataOf<Topic extends StreamTopic> = Extract<StreamEvent, { event: Topic }>['data'];

export type Listeners = { readonly [Topic in StreamTopic]?: (data: DataOf<Topic>) => void };

/** `reload` is called at the first connection, and whenever what is shown may have gaps. */
export function openPageStream({ api, clock }: Page, listeners: Listeners, reload: () => void): LiveStream {
  const stream = createLiveStream(api, {
    topics: Object.keys(listeners),
    now: clock.read,
    onHubTime: clock.adjust,
    onReset: reload,
    onEvent({ name, data }) {
      const listen = (listeners as Readonly<Record<string, ((data: unknown) => void) | undefined>>)[name];
      listen?.(JSON.parse(data));
    },
  });
  stream.start();
  return stream;
}
