// One device: is it telling the truth, what did it say lately, and what did the hub refuse from it.
import { useSignal } from '@preact/signals';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { Fact } from '../shared/ui/fact.tsx';
import { NotThere } from '../shared/ui/not-there.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';
import { Sign } from '../shared/ui/sign.tsx';
import { CommandsAsked } from './commands-asked.tsx';
import { DeviceButtons } from './device-buttons.tsx';
import { maintenanceUntil } from './device-condition.ts';
import { DeviceHistory } from './device-history.tsx';
import { type FirmwareFleet, isBehind, wantedFirmware } from './firmware-fleet.ts';
import { HeardAgo } from './heard-ago.tsx';
import { RawMessages } from './raw-messages.tsx';
import { Readings } from './readings.tsx';
import type { DeviceRow } from './space-cell.ts';

const drawsShown = 20;

interface DeviceSheetProps {
  readonly id: string;
  /** Unset where the hub has no such device. */
  readonly row: DeviceRow | undefined;
  readonly draws: readonly Draw[];
  readonly tasks: Iterable<Task>;
  readonly fleet: FirmwareFleet;
  onClose(): void;
}

export function DeviceSheet({ id, row, onClose, ...facts }: DeviceSheetProps) {
  const { say, placeName } = usePage();
  if (row === undefined)
    return (
      <Sheet title={id} onClose={onClose}>
        <NotThere onBack={onClose}>{say('devices.unknown', { id })}</NotThere>
      </Sheet>
    );
  const { space, name } = row.device;
  return (
    <Sheet title={say('device.title', { space: placeName(space), name: name ?? id })} wide onClose={onClose}>
      <DeviceBody row={row} {...facts} />
    </Sheet>
  );
}

type DeviceBodyProps = Omit<DeviceSheetProps, 'id' | 'row' | 'onClose'> & { readonly row: DeviceRow };

function DeviceBody({ row, draws, tasks, fleet }: DeviceBodyProps) {
  const { say, clock } = usePage();
  const asked = useSignal(0);
  const { device } = row;
  const maintained = maintenanceUntil(device, clock.now.value);
  const own = draws.filter((draw) => draw.device === device.id).slice(0, drawsShown);
  return (
    <>
      <div class="draw-verdict">
        <Badge state={row.state}>{say(`state.${row.state}`)}</Badge>
        {maintained !== undefined && (
          <span class="chip-of-work">
            <Sign of="wrench" /> {say('device.maintainedUntil', { at: maintained })}
          </span>
        )}
        <p>
          {sayPhrase(say, row.why)}
          {row.since !== undefined && <span class="quiet"> {say('time.since', { at: row.since })}</span>}
        </p>
      </div>
      <dl class="facts">
        <Fact name={say('devices.device')}>{say(`kind.${device.kind}`)}</Fact>
        <Fact name={say('devices.heard')}>
          <HeardAgo at={device.lastSeenAt} />
        </Fact>
        <Fact name={say('devices.lastReading')}>
          <Readings of={device.lastReading} />
        </Fact>
        {device.presence === 'online' && device.presenceSince !== null && (
          <Fact name={say('device.uptime')}>{say('time.since', { at: Date.parse(device.presenceSince) })}</Fact>
        )}
        {device.period !== null && (
          <Fact name={say('device.period')}>{say('number.seconds', { n: device.period })}</Fact>
        )}
        <Fact name={say('devices.firmware')}>
          {device.firmware ?? '–'}
          {isBehind(fleet, device) && (
            <span class="quiet block">{say('device.wanted', { firmware: wantedFirmware(fleet, device) ?? '' })}</span>
          )}
        </Fact>
        {device.riser !== null && <Fact name={say('draw.fact.riser')}>{device.riser}</Fact>}
        {device.sensor && (
          <>
            <Fact name={say('device.point')}>{say(`point.${device.sensor.point}`)}</Fact>
            <Fact name={say('device.tau')}>
              {device.sensor.tau === 0
                ? say('device.notCorrected')
                : say('number.secondsTenths', { n: device.sensor.tau })}
            </Fact>
          </>
        )}
      </dl>
      <DeviceButtons device={device} onAsked={() => (asked.value += 1)} />
      <DeviceHistory device={device} draws={own} tasks={tasks} />
      <CommandsAsked device={device.id} news={asked.value} />
      {own.length > 0 && (
        <section class="sheet-part">
          <h3>{say('device.draws')}</h3>
          <DrawTable draws={own} />
        </section>
      )}
      {device.refusedCount > 0 && <RefusedMessages row={row} />}
      <RawMessages device={device.id} />
    </>
  );
}

function RefusedMessages({ row: { device } }: { readonly row: DeviceRow }) {
  const { say } = usePage();
  return (
    <section class="sheet-part">
      <h3>{say('device.refused', { n: device.refusedCount })}</h3>
      <ul class="refused">
        {device.refused.map((message) => (
          <li key={`${message.at} ${message.topic} ${message.reason}`}>
            <time dateTime={message.at}>{say('time.momentSeconds', { at: Date.parse(message.at) })}</time>
            <code>{message.topic}</code>
            <p lang="en">{message.reason}</p>
            <code class="bytes">{message.firstBytes}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
