// For the machines that watch the hub: alive, ready, and its counters. Open to everybody; they tell nothing of guests.
import type { Metrics } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { Health, ReadinessReport } from '../contract/health.ts';
import { metricsText, metricsType } from '../metrics-text.ts';
import { wireReadiness } from '../wire/readiness.ts';

export function healthRoutes(app: ApiApp, { readiness, metrics }: ApiPorts, ofHttp: Metrics): void {
  app.get('/healthz', { schema: { summary: 'The process answers', response: { 200: Health } } }, () => ({
    status: 'alive' as const,
  }));

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Broker, store and history can be reached; says which cannot',
        response: { 200: ReadinessReport, 503: ReadinessReport },
      },
    },
    async (_request, reply) => {
      const report = wireReadiness(await readiness.checks());
      return reply.code(report.ready ? 200 : 503).send(report);
    },
  );

  app.get('/metrics', { schema: { hide: true } }, (_request, reply) =>
    reply.type(metricsType).send(metricsText([...metrics.families(), ...ofHttp.families()])),
  );
}
