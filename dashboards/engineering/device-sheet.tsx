// One device: is it telling the truth, what did it say lately, and what did the hub refuse from it.
import { useSignal } from '@preact/signals';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { Fact } from '../shared/draw/draw-facts.tsx';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { Badge } from '../shared/ui/badge.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';
import { CommandsAsked } from './commands-asked.tsx';
import { HeardAgo } from './heard-ago.tsx';
import { ReadingHistory } from './reading-history.tsx';
import { Readings } from './readings.tsx';
import type { DeviceRow } from './space-cell.ts';

const drawsShown = 20;

interface DeviceSheetProps {
  readonly row: DeviceRow;
  readonly draws: readonly Draw[];
  onClose(): void;
}

export function DeviceSheet({ row, draws, onClose }: DeviceSheetProps) {
  const { say, placeName } = usePage();
  const { device } = row;
  const own = draws.filter((draw) => draw.device === device.id).slice(0, drawsShown);
  return (
    <Sheet
      title={say('device.title', { space: placeName(device.space), name: device.name ?? device.id })}
      wide
      onClose={onClose}
    >
      <div class="draw-verdict">
        <Badge state={row.state}>{say(`state.${row.state}`)}</Badge>
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
        <Fact name={say('devices.firmware')}>{device.firmware ?? '–'}</Fact>
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
      {device.sensor && <TestDraw device={device.id} />}
      <ReadingHistory device={device.id} />
      <CommandsAsked device={device.id} />
      {own.length > 0 && (
        <section class="sheet-part">
          <h3>{say('device.draws')}</h3>
          <DrawTable draws={own} />
        </section>
      )}
      {device.refusedCount > 0 && <RefusedMessages row={row} />}
    </Sheet>
  );
}

/** "Open hot fully now": the next draw is the staff's, with known flow and stagnation. */
function TestDraw({ device }: { readonly device: string }) {
  const { say, api, session } = usePage();
  const said = useSignal<string | undefined>(undefined);
  if (session.role !== 'engineer' && session.role !== 'admin') return null;
  const ask = async () => {
    const answer = await api.send('POST', `/devices/${device}/commands`, { command: 'test-draw' });
    said.value = answer.ok ? say('device.testDraw.asked') : (answer.problem.detail ?? say('list.failed'));
  };
  return (
    <p class="test-draw">
      <button type="button" class="button" onClick={() => void ask()}>
        {say('device.testDraw')}
      </button>
      <span role="status" class="quiet">
        {said.value}
      </span>
    </p>
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
            <p>{message.reason}</p>
            <code class="bytes">{message.firstBytes}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
