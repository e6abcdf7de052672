// The tasks that a role may see, kept current by the stream, and the box of taps that are on their way to the hub.
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { Listed } from '../api/api.ts';
import { tasksAsked } from '../opening/first-asked.ts';
import { createMemoryActionStore, openActionStore } from '../outbox/action-store.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { type Collection, createCollection } from '../state/collection.ts';
import type { Page } from '../ui/page.ts';

export interface TaskBoard {
  readonly tasks: Collection<Task>;
  readonly outbox: Outbox;
  /** Resolves with the place in the hub's order from which on a stream tells what was not loaded; undefined: not known. */
  load(): Promise<string | undefined>;
}

export interface TaskBoardNeeds {
  readonly api: Pick<Page['api'], 'get' | 'send'>;
  readonly session: Pick<Page['session'], 'user'>;
}

/** Somebody waits for it: new work is painted as often as the eye takes it for at once, and no more often. */
const gatherMs = 100;

export async function createTaskBoard({ api, session }: TaskBoardNeeds): Promise<TaskBoard> {
  const tasks = createCollection<Task>((task) => task.id, gatherMs);
  const store = await openActionStore(session.user).catch(createMemoryActionStore);
  const outbox = createOutbox({ api, store, now: Date.now, onTask: tasks.putNow });
  await outbox.start();

  async function load(): Promise<string | undefined> {
    let place: string | undefined;
    await tasks.load(async (show) => {
      const ask = (path: string) => api.get<Listed<Task>>(path);
      const toDo = ask(tasksAsked.open);
      const over = Promise.all([ask(tasksAsked.over), ask(tasksAsked.own)]);
      const open = await toDo;
      // Nobody waits for what is over to see what is to be done.
      if (open.ok) show(open.body.items);
      const lists = [...(await over), open];
      if (open.ok) place = earliest(lists.map((list) => (list.ok ? list.lastEventId : undefined)));
      return open.ok ? lists.flatMap((list) => (list.ok ? list.body.items : [])) : undefined;
    });
    return place;
  }

  return { tasks, outbox, load };
}

/** They were not read at the same moment: what happened between them is told once more. */
function earliest(places: readonly (string | undefined)[]): string | undefined {
  const known = places.filter((place) => place !== undefined).map(Number);
  return known.length < places.length ? undefined : String(Math.min(...known));
}
