// The spaces that are not well, worst first, each with its reason and since when.
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { byUrgency } from '../shared/ui/thing-state.ts';
import type { SpaceCell } from './view-model.ts';

const mostShown = 12;

export function NeedsALook({ cells }: { readonly cells: readonly SpaceCell[] }) {
  const { say, place } = usePage();
  const ill = cells.filter((cell) => cell.state !== 'ok').sort((one, other) => byUrgency(one.state, other.state));
  if (ill.length === 0) return <Notice state="ok">{say('house.allWell', { n: cells.length })}</Notice>;
  return (
    <>
      <ul class="look-list">
        {ill.slice(0, mostShown).map((cell) => (
          <li key={cell.space}>
            <a
              href={place.href({ device: cell.devices[0]?.device.id })}
              onClick={(event) => {
                event.preventDefault();
                place.go({ device: cell.devices[0]?.device.id });
              }}
            >
              <strong>{cell.space}</strong>
              <span>{sayPhrase(say, cell.why)}</span>
              {cell.since !== undefined && <time>{say('time.since', { at: cell.since })}</time>}
              <Badge state={cell.state}>{say(`state.${cell.state}`)}</Badge>
            </a>
          </li>
        ))}
      </ul>
      {ill.length > mostShown && <p class="quiet">{say('house.moreIll', { n: ill.length - mostShown })}</p>}
    </>
  );
}
