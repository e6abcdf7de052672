// Draws with their verdicts, newest first, and one draw down to its curve.
import { wirePage } from '../answer.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Draw, DrawParams, DrawsQuery, DrawWithCurve } from '../contract/draw.ts';
import { pageOf } from '../contract/page.ts';
import { allStandards } from '../current-standards.ts';
import { given } from '../given.ts';
import { refuse } from '../problem.ts';
import { openRange } from '../time-range.ts';
import { wireDraw, wireDrawWithCurve } from '../wire/draw.ts';
import { wirePromise } from '../wire/standard.ts';

const tags = ['draws'];

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
      const standard = (await allStandards(ports)).find(({ id, version }) => `${id}@${version}` === draw.standard);
      return wireDrawWithCurve(draw, curve, standard && wirePromise(standard));
    },
  );
}
