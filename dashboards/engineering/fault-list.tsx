// The spaces that are not well, the most important first. Rooms that an incident speaks for are one line, not fourteen.
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { Sign } from '../shared/ui/sign.tsx';
import type { FaultRow } from './fault-rows.ts';
import { HeardAgo } from './heard-ago.tsx';
import { TrendSpark } from './trend-spark.tsx';

const mostShown = 40;

interface FaultListProps {
  readonly rows: readonly FaultRow[];
  /** Of so many spaces these are the ones that are not well. */
  readonly lookedAt: number;
  /** Rooms that share a cause are told by their incident; false lists them all. */
  readonly mutesIncidents: boolean;
}

export function FaultList({ rows, lookedAt, mutesIncidents }: FaultListProps) {
  const { say } = usePage();
  const own = mutesIncidents ? rows.filter(({ cell }) => cell.incident === undefined) : rows;
  const muted = rows.length - own.length;
  if (rows.length === 0) return <Notice state="ok">{say('house.allWell', { n: lookedAt })}</Notice>;
  return (
    <>
      {own.length > 0 && (
        <table class="table faults">
          <thead>
            <tr>
              <th scope="col">{say('draws.space')}</th>
              <th scope="col">{say('devices.state')}</th>
              <th scope="col">{say('faults.what')}</th>
              <th scope="col" class="wide-only">
                {say('faults.shown')}
              </th>
              <th scope="col" class="wide-only">
                {say('faults.task')}
              </th>
              <th scope="col" class="wide-only">
                {say('devices.heard')}
              </th>
              <th scope="col" class="wide-only">
                {say('faults.trend')}
              </th>
            </tr>
          </thead>
          <tbody>
            {own.slice(0, mostShown).map((row) => (
              <Row key={row.cell.space} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {own.length > mostShown && <p class="quiet">{say('house.moreIll', { n: own.length - mostShown })}</p>}
      {muted > 0 && <p class="quiet">{say('faults.muted', { n: muted })}</p>}
    </>
  );
}

function Row({ row: { cell, count, lastAt, trend } }: { readonly row: FaultRow }) {
  const { say, placeName } = usePage();
  const heardAt = cell.heardAt === undefined ? null : new Date(cell.heardAt).toISOString();
  return (
    <tr>
      <td class="strong">
        <PlaceLink to={{ device: cell.devices[0]?.device.id }}>{placeName(cell.space)}</PlaceLink>
      </td>
      <td>
        <Badge state={cell.state}>{say(`state.${cell.state}`)}</Badge>
        {cell.isMaintained && (
          <span class="quiet block">
            <Sign of="wrench" /> {say('device.maintained')}
          </span>
        )}
      </td>
      <td>
        {sayPhrase(say, cell.why)}
        {cell.since !== undefined && <span class="quiet block">{say('time.since', { at: cell.since })}</span>}
      </td>
      <td class="wide-only">
        {count === undefined ? '–' : say('faults.times', { n: count })}
        {lastAt !== undefined && <span class="quiet block">{say('faults.last', { at: lastAt })}</span>}
      </td>
      <td class="wide-only">
        {cell.task === undefined ? '–' : say(`task.state.${cell.task.state}`)}
        {cell.task?.assignee && <span class="quiet block">{say('task.with', { name: cell.task.assignee })}</span>}
      </td>
      <td class="wide-only">
        <HeardAgo at={heardAt} />
      </td>
      <td class="wide-only">
        <TrendSpark trend={trend} />
      </td>
    </tr>
  );
}
