// The last messages of a device as they came: what it really says, for who has it on the bench.
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { DeviceParams } from '../contract/device.ts';
import { DeviceMessages } from '../contract/device-message.ts';
import { instant } from '../wire/instants.ts';
import { knownDevice } from './devices.ts';

export function messageRoutes(app: ApiApp, ports: ApiPorts): void {
  app.get(
    '/devices/:id/messages',
    {
      schema: {
        summary: 'The last messages of a device as they came, the latest first; since the hub started, at most 50',
        tags: ['devices'],
        params: DeviceParams,
        response: { 200: DeviceMessages },
      },
    },
    (request) => {
      const { record } = knownDevice(ports, request.params.id);
      const items = ports.messages.of(record.id).map(({ at, text, ...one }) => ({
        ...one,
        at: instant(at),
        text: text ?? null,
      }));
      return { items };
    },
  );
}
