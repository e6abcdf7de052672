// Draws with their verdicts, newest first, and one draw down to its curve.
import { labelOf } from '../../domain/standards/service-standard.ts';
import { scaldingC } from '../../domain/warm-up/draw-duties.ts';
import { usualCurve } from '../../domain/warm-up/usual-curve.ts';
import { wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Draw, DrawBeside, DrawParams, DrawsQuery, DrawWithCurve } from '../contract/draw.ts';
import { pageOf } from '../contract/page.ts';
import { allStandards } from '../current-standards.ts';
import { given } from '../given.ts';
import { refuse } from '../problem.ts';
import { openRange } from '../time-range.ts';
import { wireDraw, wireDrawWithCurve } from '../wire/draw.ts';
import { wirePromise } from '../wire/standard.ts';

const tags = ['draws'];
/** A draw with more after it than one list holds has the nearest of those as its next. */
const mostListed = 1000;
/** Of an outlet: what it usually does. */
const usualDraws = 20;

export function drawRoutes(app: ApiApp, ports: ApiPorts): void {
  const { records } = ports;

  app.get(
    '/draws',
    { schema: { summary: 'Draws, newest first', tags, querystring: DrawsQuery, response: { 200: pageOf(Draw) } } },
    ({ query: { from, to, ...filters } }) =>
      wirePage(records.draws({ ...given(filters), ...openRange({ from, to }) }), wireDraw),
  );

  app.get(
    '/draws/:id',
    { schema: { summary: 'One draw with its curve', tags, params: DrawParams, response: { 200: DrawWithCurve } } },
    async ({ params: { id } }) => {
      const found = await records.draw(id);
      if (found === undefined) throw refuse(404, `There is no draw ${id}.`);
      const { draw, curve } = found;
      const standard = (await allStandards(ports)).find((one) => labelOf(one) === draw.standard);
      return wireDrawWithCurve(draw, curve, standard && wirePromise(standard));
    },
  );

  app.get(
    '/draws/:id/beside',
    {
      schema: {
        summary: 'What a draw is read beside: its neighbours, and how the outlet’s water usually comes',
        tags,
        params: DrawParams,
        response: { 200: DrawBeside },
      },
    },
    async ({ params: { id } }) => {
      const found = await records.draw(id);
      if (found === undefined) throw refuse(404, `There is no draw ${id}.`);
      const { device, startedAt } = found.draw;
      const [upToIt, after] = await Promise.all([
        records.drawsWithCurves({ device, to: startedAt + 1, limit: usualDraws }),
        records.draws({ device, from: startedAt + 1, limit: mostListed }),
      ]);
      const usual = usualCurve(upToIt.items.map(({ curve }) => curve));
      return {
        previous: upToIt.items.find(({ draw }) => draw.id !== id)?.draw.id ?? null,
        next: after.items.at(-1)?.id ?? null,
        usual: {
          draws: upToIt.items.filter(({ curve }) => curve.length > 0).length,
          curve: usual.map(({ s, temperatureC }) => ({ s, temperature: temperatureC })),
        },
        scald: ports.devices.one(device)?.record.sensor?.point === 'mixed-outlet' ? scaldingC : null,
      };
    },
  );
}
