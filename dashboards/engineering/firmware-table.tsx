// Which version runs on how many devices, and the places that are behind the newest of their model.
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import type { FirmwareFleet } from './firmware-fleet.ts';

const placesShown = 12;

export function FirmwareTable({ fleet }: { readonly fleet: FirmwareFleet }) {
  const { say, placeName } = usePage();
  return (
    <section class="panel">
      <h2>{say('devices.firmware')}</h2>
      {fleet.length === 0 && <Notice state="silent">{say('firmware.none')}</Notice>}
      {fleet.length > 0 && (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{say('firmware.model')}</th>
              <th scope="col">{say('firmware.version')}</th>
              <th scope="col" class="number">
                {say('firmware.devices')}
              </th>
              <th scope="col">{say('firmware.behind')}</th>
            </tr>
          </thead>
          <tbody>
            {fleet.flatMap(({ kind, model, versions }) =>
              versions.map(({ firmware, isNewest, devices }) => (
                <tr key={`${kind} ${model} ${firmware}`}>
                  <td>
                    {model} <span class="quiet block">{say(`kind.${kind}`)}</span>
                  </td>
                  <td>{firmware}</td>
                  <td class="number">{devices.length}</td>
                  <td>
                    {!isNewest && (
                      <span class="readings">
                        {devices.slice(0, placesShown).map((device) => (
                          <PlaceLink key={device.id} to={{ device: device.id }}>
                            {placeName(device.space)}
                          </PlaceLink>
                        ))}
                        {devices.length > placesShown && say('firmware.more', { n: devices.length - placesShown })}
                      </span>
                    )}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}
