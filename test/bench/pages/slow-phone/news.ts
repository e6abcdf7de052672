// Guests call from their rooms one after the other, and the page is open: how long until each call's task is painted.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TestHub } from '../../../support/start-hub.ts';
import { startTold } from '../../told-process.ts';
import type { GuestCallsOrder } from './guest-calls-process.ts';

type Panel = GuestCallsOrder['devices'][number];

/** A room each, with the controller that a guest calls with. */
export async function registerPanels(hub: TestHub, rooms: number): Promise<readonly Panel[]> {
  const panels: Panel[] = [];
  for (let nth = 0; nth < rooms; nth += 1) {
    const { username, password } = await hub.admin.addDevice({
      id: `panel-${nth}`,
      kind: 'room-controller',
      space: roomOf(nth),
    });
    panels.push({ id: username, password });
  }
  return panels;
}

const roomOf = (nth: number) => `n${nth}`;

/** From the PUBLISH of the room's controller to the end of the frame that has its card, ms. */
export async function paintNews(
  page: Page,
  hub: TestHub,
  panels: readonly Panel[],
  everyMs: number,
): Promise<readonly number[]> {
  const guests = startTold(join(import.meta.dirname, 'guest-calls-process.ts'));
  try {
    guests.tell({ url: hub.mqtt, devices: panels } satisfies GuestCallsOrder);
    await guests.answer();
    const painted = watchCards(page, panels.length);
    painted.catch(() => undefined);
    guests.tell({ everyMs });
    const { publishedAt } = await guests.answer<{ readonly publishedAt: readonly number[] }>();
    const paintedAt = await painted;
    return publishedAt.map((at, nth) => (paintedAt[roomOf(nth)] as number) - at);
  } finally {
    await guests.end();
  }
}

/** By room, the end of the first frame with its card. Only what is new is looked at: looking costs the phone next to nothing. */
function watchCards(page: Page, expected: number): Promise<Record<string, number>> {
  return page.evaluate(
    (expected) =>
      new Promise<Record<string, number>>((done) => {
        const paintedAt: Record<string, number> = {};
        const cards = new MutationObserver((changes) => {
          const added = changes.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof Element));
          const rooms = added.flatMap((element) =>
            [...element.querySelectorAll('article')].flatMap(
              ({ ariaLabel }) => /^n\d+/.exec(ariaLabel ?? '')?.[0] ?? [],
            ),
          );
          if (rooms.length === 0) return;
          requestAnimationFrame(() =>
            setTimeout(() => {
              for (const room of rooms) paintedAt[room] ??= Date.now();
              if (Object.keys(paintedAt).length < expected) return;
              cards.disconnect();
              done(paintedAt);
            }),
          );
        });
        cards.observe(document.querySelector('main') as Element, { subtree: true, childList: true });
      }),
    expected,
  );
}
