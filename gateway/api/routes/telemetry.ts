// The readings of one device over time, for the engineer's curves.
import { catalogue } from '../../../devices/catalogue.ts';
import { fromHistory } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { DeviceParams } from '../contract/device.ts';
import { Telemetry, TelemetryQuery } from '../contract/telemetry.ts';
import { callerOf } from '../guard.ts';
import { refuse, refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { mayReadReading } from '../wire/device.ts';
import { instant } from '../wire/instants.ts';
import { knownDevice } from './devices.ts';

const dayMs = 86_400_000;

export function telemetryRoutes(app: ApiApp, ports: ApiPorts): void {
  const { history, clock } = ports;

  app.get(
    '/devices/:id/telemetry',
    {
      schema: {
        summary: 'Readings over time, the last day unless `from` says otherwise',
        tags: ['devices'],
        params: DeviceParams,
        querystring: TelemetryQuery,
        response: { 200: Telemetry },
      },
    },
    async (request) => {
      const { record } = knownDevice(ports, request.params.id);
      const { reading, points } = request.query;
      const { from, to } = closedRange(request.query, clock.now(), dayMs);
      const { readings } = catalogue[record.kind];
      if (reading !== undefined && !Object.hasOwn(readings, reading)) {
        throw refuseField('reading', `expected one of ${Object.keys(readings).join(', ')}`);
      }
      const { role } = callerOf(request);
      const readable = Object.keys(readings).filter((name) => mayReadReading(role, name));
      if (reading !== undefined && !readable.includes(reading)) {
        throw refuse(403, `${role}s do not read ${reading}: it tells when a guest is in the room.`);
      }
      const series = await fromHistory(
        Promise.all(
          (reading === undefined ? readable : [reading]).map(async (name) => ({
            reading: name,
            unit: readings[name]?.unit ?? '',
            points: (await history.readings({ device: record.id, reading: name, from, to, points })).map(
              ({ at, min, mean, max }) => ({ at: instant(at), min, mean, max }),
            ),
          })),
        ),
      );
      return {
        device: record.id,
        from: instant(from),
        to: instant(to),
        series: series.filter((one) => reading !== undefined || one.points.length > 0),
      };
    },
  );
}
