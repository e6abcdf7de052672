// May I go in? In one line, of this moment.
import type { RoomEntry } from '../../../gateway/api/contract/entry.ts';
import { usePage } from '../ui/page.ts';

export function EntryLine({ entry }: { readonly entry: RoomEntry }) {
  const { say, clock } = usePage();
  if (entry.state === 'unknown') return null;
  const emptyMs = entry.emptySince === null ? 0 : clock.now.value - Date.parse(entry.emptySince);
  return (
    <p class={`card-entry entry-${entry.state}`}>
      {entry.state === 'free'
        ? say('entry.free', { n: Math.floor(emptyMs / 60_000) })
        : say(`entry.${entry.state}` as 'entry.guest-in')}
    </p>
  );
}
