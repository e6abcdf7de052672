// When a device was last heard: "last changed" would hide a dead one.
import { usePage } from '../shared/ui/page.ts';

/** Below this it is simply live: the page itself asks only every 20 s. */
const freshMs = 40_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function HeardAgo({ at }: { readonly at: string | null }) {
  const { say, clock } = usePage();
  if (at === null) return <span class="quiet">{say('heard.never')}</span>;
  const heardAt = Date.parse(at);
  const ago = clock.now.value - heardAt;
  if (ago < freshMs) return <span>{say('heard.now')}</span>;
  if (ago < hourMs) return <span>{say('heard.minutes', { n: Math.max(1, Math.floor(ago / minuteMs)) })}</span>;
  return <span>{say('heard.at', { at: heardAt })}</span>;
}
