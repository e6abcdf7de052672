// A task counts as shown when its card was on this screen for a second. A card names its task in `data-task`; what the hub waits
// to hear of is told once, and again only where the hub did not hear.
import type { Task } from '../../../gateway/api/contract/task.ts';
import type { Api } from '../api/api.ts';

const shownAfterMs = 1_000;
/** Of the card, so that one that peeks out under the edge is not taken for read. */
const leastShare = 0.6;

/** Whether this person's look at it is what the hub waits for: it is theirs to take, and no screen has shown it since. */
export function waitsToBeShown(task: Task, { user, role }: { readonly user: string; readonly role: string }): boolean {
  if (task.state !== 'open' && task.state !== 'reopened') return false;
  const turnedAt = task.history.findLast(({ from, to }) => from !== to)?.at ?? task.openedAt;
  if (task.shownAt && task.shownAt >= turnedAt) return false;
  const people = task.dispatchedTo?.people ?? [];
  return people.length === 0 ? task.role === role : people.includes(user);
}

export interface ShownParts {
  readonly api: Pick<Api, 'send'>;
  readonly session: { readonly user: string; readonly role: string };
}

/** @returns the way to stop. */
export function reportShown({ api, session }: ShownParts, taskOf: (id: string) => Task | undefined): () => void {
  function waits(id: string): boolean {
    const task = taskOf(id);
    return task !== undefined && waitsToBeShown(task, session);
  }

  const visibleSinceMs = new Map<Element, number>();
  const watched = new Set<Element>();
  const underWay = new Set<string>();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visibleSinceMs.set(target, performance.now());
        else visibleSinceMs.delete(target);
      }
    },
    { threshold: leastShare },
  );

  async function report(task: string): Promise<void> {
    underWay.add(task);
    await api.send('POST', `/tasks/${encodeURIComponent(task)}/shown`);
    // The stream tells that it was shown; until then one word is enough.
    setTimeout(() => underWay.delete(task), 5 * shownAfterMs);
  }

  function look(): void {
    const cards = new Set<Element>(document.querySelectorAll('[data-task]'));
    for (const card of watched) {
      if (cards.has(card)) continue;
      seen.unobserve(card);
      visibleSinceMs.delete(card);
      watched.delete(card);
    }
    for (const card of cards) if (!watched.has(card)) seen.observe(card);
    for (const card of cards) watched.add(card);
    for (const [card, sinceMs] of visibleSinceMs) {
      const task = card.getAttribute('data-task');
      if (task === null || performance.now() - sinceMs < shownAfterMs) continue;
      if (!underWay.has(task) && waits(task)) void report(task);
    }
  }
  const timer = setInterval(() => document.visibilityState === 'visible' && look(), shownAfterMs / 2);
  return () => {
    clearInterval(timer);
    seen.disconnect();
  };
}
