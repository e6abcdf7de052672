// What an engineer asks of a device from its sheet, and that somebody works there. Whether it did it says its answer, below.
import { useSignal } from '@preact/signals';
import type { Device } from '../../gateway/api/contract/device.ts';
import { usePage } from '../shared/ui/page.ts';
import { maintenanceUntil } from './device-condition.ts';

const maintenanceMinutes = 60;

interface DeviceButtonsProps {
  readonly device: Device;
  /** Something was asked: the list of what was asked has news. */
  onAsked(): void;
}

export function DeviceButtons({ device, onAsked }: DeviceButtonsProps) {
  const { say, api, session, clock } = usePage();
  const said = useSignal<string | undefined>(undefined);
  if (session.role !== 'engineer' && session.role !== 'admin') return null;
  const until = maintenanceUntil(device, clock.now.value);

  const ask = async (command: 'identify' | 'read' | 'test-draw') => {
    const answer = await api.send('POST', `/devices/${device.id}/commands`, { command });
    said.value = answer.ok ? say(`device.asked.${command}`) : (answer.problem.detail ?? say('list.failed'));
    if (answer.ok) onAsked();
  };
  const maintain = async (minutes: number) => {
    const answer = await api.send('PUT', `/devices/${device.id}/maintenance`, { minutes });
    said.value = answer.ok ? undefined : (answer.problem.detail ?? say('list.failed'));
  };
  return (
    <div class="draw-actions">
      {device.sensor && (
        <button type="button" onClick={() => void ask('test-draw')}>
          {say('device.testDraw')}
        </button>
      )}
      <button type="button" onClick={() => void ask('identify')}>
        {say('device.identify')}
      </button>
      <button type="button" onClick={() => void ask('read')}>
        {say('device.read')}
      </button>
      <button type="button" onClick={() => void maintain(until === undefined ? maintenanceMinutes : 0)}>
        {until === undefined ? say('device.maintain') : say('device.maintainEnd', { at: until })}
      </button>
      <span role="status" class="quiet">
        {said.value}
      </span>
    </div>
  );
}
