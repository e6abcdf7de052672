// What will break next and what has to be carried along: batteries, dispensers, firmware, and sensors that are not to be believed.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Battery } from '../../gateway/api/contract/battery.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import type { Listed } from '../shared/api/api.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { ListState, Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { batteryFloors } from './battery-round.ts';
import { DispenserCards } from './dispenser-cards.tsx';
import { dispenserRows } from './dispenser-rows.ts';
import type { FirmwareFleet } from './firmware-fleet.ts';
import { FirmwareTable } from './firmware-table.tsx';
import type { Plant } from './plant.ts';
import { doubts } from './truth-check.ts';

interface UpkeepViewProps {
  readonly plant: Plant;
  readonly draws: readonly Draw[];
  readonly tasks: Iterable<Task>;
  readonly fleet: FirmwareFleet;
}

export function UpkeepView({ plant, draws, tasks, fleet }: UpkeepViewProps) {
  const { say, sayCode, clock, placeName } = usePage();
  const devices = plant.devices.items.value;
  const now = clock.now.value;
  const doubted = doubts(devices.values(), draws, now);
  return (
    <div class="columns">
      <div class="column">
        <Batteries plant={plant} />
        <section class="panel">
          <h2>{say('truth.title')}</h2>
          {doubted.length === 0 ? (
            <Notice state="ok">{say('truth.none')}</Notice>
          ) : (
            <ul class="refused">
              {doubted.map(({ device, impossible, flags }) => (
                <li key={device.id}>
                  <PlaceLink to={{ device: device.id }}>{placeName(device.space)}</PlaceLink>{' '}
                  <span class="quiet">{device.name ?? device.id}</span>
                  {impossible.length > 0 && (
                    <p>
                      {say('truth.impossible', {
                        readings: impossible.map((name) => sayCode('reading.name', name)).join(say('list.separator')),
                      })}
                    </p>
                  )}
                  {flags.map((flag) => (
                    <p key={flag.key}>{sayPhrase(say, flag)}</p>
                  ))}
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      <div class="column">
        <DispenserCards rows={dispenserRows(devices.values(), tasks, now)} />
        <FirmwareTable fleet={fleet} />
      </div>
    </div>
  );
}

/** Each battery with its end; those of a round are marked, and stand at their floor. */
function Batteries({ plant }: Pick<UpkeepViewProps, 'plant'>) {
  const { say, api, clock, placeName } = usePage();
  const told = useSignal<readonly Battery[]>([]);
  const state = useSignal<'waiting' | 'loaded' | 'failed'>('waiting');
  const load = async () => {
    const answer = await api.get<Pick<Listed<Battery>, 'items'>>('/batteries');
    if (answer.ok) told.value = answer.body.items;
    state.value = answer.ok ? 'loaded' : 'failed';
  };
  useEffect(() => {
    void load();
  }, []);
  const floors = batteryFloors(told.value, plant.devices.items.value, clock.now.value);
  const due = floors.flatMap(({ rows }) => rows).filter(({ isDue }) => isDue).length;
  return (
    <section class="panel">
      <h2>{say('battery.title')}</h2>
      <ListState state={state.value} retry={() => void load()} />
      {state.value === 'loaded' && floors.length === 0 && <Notice state="silent">{say('battery.none')}</Notice>}
      {floors.length > 0 && <p>{say('battery.due', { n: due })}</p>}
      {floors.map(({ floor, rows }) => (
        <div key={floor} class="battery-floor">
          <h3>{floor === '' ? say('house.noFloor') : say('house.floor', { floor })}</h3>
          <table class="table">
            <tbody>
              {rows.map(({ device, percent, endsAt, isDue }) => (
                <tr key={device.id}>
                  <td class="strong">
                    <PlaceLink to={{ device: device.id }}>{placeName(device.space)}</PlaceLink>
                  </td>
                  <td class="number">{say('house.percent', { n: percent })}</td>
                  <td>{endsAt === undefined ? '–' : say('battery.ends', { at: endsAt })}</td>
                  <td>{isDue && <span class="badge is-watch">{say('battery.replace')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}
