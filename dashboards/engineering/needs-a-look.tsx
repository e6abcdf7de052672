// The spaces that are not well, worst first, each with its reason and since when.
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { byUrgency } from '../shared/ui/thing-state.ts';
import type { SpaceCell } from './view-model.ts';

const mostShown = 12;

export function NeedsALook({ cells }: { readonly cells: readonly SpaceCell[] }) {
  const { say, placeName } = usePage();
  const ill = cells.filter((cell) => cell.state !== 'ok').sort((one, other) => byUrgency(one.state, other.state));
  if (ill.length === 0) return <Notice state="ok">{say('house.allWell', { n: cells.length })}</Notice>;
  return (
    <>
      <ul class="look-list">
        {ill.slice(0, mostShown).map((cell) => (
          <li key={cell.space}>
            <PlaceLink to={{ device: cell.devices[0]?.device.id }}>
              <strong>{placeName(cell.space)}</strong>
              <span>{sayPhrase(say, cell.why)}</span>
              {cell.since !== undefined && <time>{say('time.since', { at: cell.since })}</time>}
              <Badge state={cell.state}>{say(`state.${cell.state}`)}</Badge>
            </PlaceLink>
          </li>
        ))}
      </ul>
      {ill.length > mostShown && <p class="quiet">{say('house.moreIll', { n: ill.length - mostShown })}</p>}
    </>
  );
}
