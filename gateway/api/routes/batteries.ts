// Every battery of the house with its expected end, read from the history one device after the other: a page that plans a round asks
// for it, not a screen that refreshes.
import { batteryEndsAt } from '../../domain/foresight/battery-end.ts';
import { fromHistory } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Batteries, type Battery } from '../contract/battery.ts';
import { instant } from '../wire/instants.ts';

const dayMs = 86_400_000;
const daysRead = 30;

export function batteryRoutes(app: ApiApp, { devices, history, clock }: ApiPorts): void {
  app.get(
    '/batteries',
    {
      schema: {
        summary: 'Batteries and when each will be empty, from how it fell in the last 30 days',
        tags: ['devices'],
        response: { 200: Batteries },
      },
    },
    async () => {
      const to = clock.now();
      const items: Battery[] = [];
      for (const { record, lastSample } of devices.all()) {
        const percent = lastSample?.readings['battery'];
        if (typeof percent !== 'number') continue;
        const read = { device: record.id, reading: 'battery', from: to - daysRead * dayMs, to, points: daysRead };
        const days = await fromHistory(history.readings(read));
        const endsAt = batteryEndsAt(
          days.map(({ at, mean }) => ({ at, percent: mean })),
          to,
        );
        items.push({ device: record.id, percent, endsAt: endsAt === undefined ? null : instant(endsAt) });
      }
      return { items };
    },
  );
}
