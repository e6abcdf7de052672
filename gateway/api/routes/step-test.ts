// Commissioning a sensor: the engineer makes a step of temperature, the hub reads the probe's time constant from the samples
// that it recorded meanwhile. Nothing is kept between start and end of the test, so a restart in it costs nothing.
import { fitStep } from '../../domain/warm-up/step-test.ts';
import { actorOf, fromHistory, submit } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { DeviceParams } from '../contract/device.ts';
import { StepTestCall, StepTestResult } from '../contract/step-test.ts';
import { changedRecord } from '../device-record.ts';
import { callerOf } from '../guard.ts';
import { refuse, refuseField } from '../problem.ts';
import { closedRange } from '../time-range.ts';
import { instant } from '../wire/instants.ts';
import { knownDevice } from './devices.ts';

const longestTestMs = 30 * 60_000;
/** Far below the interval of any sensor, so that each interval of the history holds one sample. */
const finestMs = 100;

export function stepTestRoutes(app: ApiApp, ports: ApiPorts): void {
  const { history, ledger, clock } = ports;

  app.post(
    '/devices/:id/step-test',
    {
      schema: {
        summary: 'Find the probe’s time constant from a step that was made since `from`; kept with date and person',
        tags: ['devices'],
        params: DeviceParams,
        body: StepTestCall,
        response: { 200: StepTestResult },
      },
    },
    async (request) => {
      const { record } = knownDevice(ports, request.params.id);
      if (record.kind !== 'hot-water-sensor') throw refuse(409, `${record.id} is a ${record.kind}: it has no probe.`);
      const { from, to } = closedRange(request.body, clock.now(), longestTestMs);
      if (to - from > longestTestMs) throw refuseField('from', 'expected a test of at most 30 minutes');
      const points = Math.ceil((to - from) / finestMs);
      const readings = await fromHistory(
        history.readings({ device: record.id, reading: 'temperature', from, to, points }),
      );
      const fit = fitStep(readings.map(({ at, mean }) => ({ at, temperatureC: mean })));
      if ('reason' in fit) throw refuse(422, fit.detail, { type: fit.reason });
      const by = actorOf(callerOf(request));
      const at = clock.now();
      if (request.body.keep) {
        const measured = changedRecord(record, { tau: fit.tauS }, { by: by.name, at });
        await submit(ledger, { type: 'register-device', record: measured, by }, request);
      }
      return {
        device: record.id,
        tau: fit.tauS,
        fromTemperature: fit.startC,
        toTemperature: fit.endC,
        residual: fit.residualK,
        samples: fit.samples,
        kept: request.body.keep,
        by: by.name,
        at: instant(at),
      };
    },
  );
}
