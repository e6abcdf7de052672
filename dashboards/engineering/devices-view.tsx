// Every device in one table: how it stands, what it last said, when it was last heard.
import { useSignal } from '@preact/signals';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { HeardAgo } from './heard-ago.tsx';
import { Readings } from './readings.tsx';
import type { DeviceRow } from './space-cell.ts';

export function DevicesView({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const { say, placeName } = usePage();
  const wanted = useSignal('');
  const shown = rows.filter(({ device }) => matches(device, placeName(device.space), wanted.value));
  return (
    <section class="panel">
      <h2 class="hidden">{say('engineering.view.devices')}</h2>
      <input
        class="search"
        type="search"
        aria-label={say('devices.search')}
        placeholder={say('devices.search')}
        value={wanted.value}
        onInput={(event) => (wanted.value = event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <Notice state="silent">{say(rows.length === 0 ? 'devices.none' : 'devices.noneFound')}</Notice>
      ) : (
        <table class="table device-table">
          <thead>
            <tr>
              <th scope="col">{say('devices.device')}</th>
              <th scope="col">{say('devices.space')}</th>
              <th scope="col">{say('devices.state')}</th>
              <th scope="col" class="wide-only">
                {say('devices.lastReading')}
              </th>
              <th scope="col">{say('devices.heard')}</th>
              <th scope="col" class="wide-only">
                {say('devices.firmware')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.device.id}>
                <td>
                  <PlaceLink to={{ device: row.device.id }}>{row.device.name ?? row.device.id}</PlaceLink>
                  <span class="quiet block">{say(`kind.${row.device.kind}`)}</span>
                </td>
                <td class="strong">{placeName(row.device.space)}</td>
                <td>
                  <Badge state={row.state}>{say(`state.${row.state}`)}</Badge>
                  {row.state !== 'ok' && <span class="quiet block">{sayPhrase(say, row.why)}</span>}
                </td>
                <td class="wide-only">
                  <Readings of={row.device.lastReading} />
                </td>
                <td>
                  <HeardAgo at={row.device.lastSeenAt} />
                </td>
                <td class="wide-only">{row.device.firmware ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function matches(device: DeviceRow['device'], place: string, wanted: string): boolean {
  const words = wanted.trim().toLowerCase();
  return [device.id, device.name, device.space, place, device.riser, device.firmware].some((text) =>
    text?.toLowerCase().includes(words),
  );
}
