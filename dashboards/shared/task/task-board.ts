// The tasks that a role may see, kept current by the stream, and the box of taps that are on their way to the hub.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { createMemoryActionStore, openActionStore } from '../outbox/action-store.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { type Collection, createCollection } from '../state/collection.ts';
import type { Page } from '../ui/page.ts';

export interface TaskBoard {
  readonly tasks: Collection<Task>;
  readonly outbox: Outbox;
  load(): Promise<void>;
}

const openStates = 'open,accepted,started,on-hold,done,reopened';
const overStates = 'verified,cancelled';
/** A busy person's day. */
const ownShown = 200;
/** Enough of what is over to answer "who did that, and when" of a shift. */
const overShown = 50;

export async function createTaskBoard({ api, session }: Page): Promise<TaskBoard> {
  const tasks = createCollection<Task>((task) => task.id);
  const store = await openActionStore(session.user).catch(createMemoryActionStore);
  const outbox = createOutbox({ api, store, now: Date.now, onTask: tasks.putNow });
  await outbox.start();

  async function list(path: string): Promise<readonly Task[] | undefined> {
    const answer = await api.get<{ items: Task[] }>(path);
    return answer.ok ? answer.body.items : undefined;
  }

  return {
    tasks,
    outbox,
    load: () =>
      tasks.load(async () => {
        const [open, over, own] = await Promise.all([
          list(`/tasks?state=${openStates}&limit=1000`),
          list(`/tasks?state=${overStates}&limit=${overShown}`),
          list(`/tasks?state=verified&mine=true&limit=${ownShown}`),
        ]);
        return open === undefined ? undefined : [...(own ?? []), ...(over ?? []), ...open];
      }),
  };
}
