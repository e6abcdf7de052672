// The hub's HTTP side put together: guard, contract, routes, pages. The app is apart from the listener: the command line
// calls it with nothing listening.
import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { ApiApp, ApiPorts, ApiSettings } from './api-ports.ts';
import { createCallers } from './authentication/caller.ts';
import { checkCall, refuseUnknownQueries } from './check-call.ts';
import { prepareToClose } from './close-when-quiet.ts';
import { createErrorHandler, sendProblem } from './error-handler.ts';
import { guardCalls } from './guard.ts';
import { createLiveStreams } from './live/live-streams.ts';
import { describeCalls } from './openapi.ts';
import { sendSafeHeaders, servePages } from './pages.ts';
import { problem } from './problem.ts';
import { accountRoutes } from './routes/accounts.ts';
import { commandRoutes } from './routes/commands.ts';
import { complianceRoutes } from './routes/compliance.ts';
import { deviceRoutes } from './routes/devices.ts';
import { dispatchRoutes } from './routes/dispatch.ts';
import { drawRoutes } from './routes/draws.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { healthRoutes } from './routes/health.ts';
import { propertyRoutes } from './routes/property.ts';
import { recoveryRoutes } from './routes/recoveries.ts';
import { replayRoutes } from './routes/replay.ts';
import { requestRoutes } from './routes/requests.ts';
import { sessionRoutes } from './routes/session.ts';
import { standardRoutes } from './routes/standards.ts';
import { stayRoutes } from './routes/stays.ts';
import { stepTestRoutes } from './routes/step-test.ts';
import { streamRoutes } from './routes/stream.ts';
import { taskRoutes } from './routes/tasks.ts';
import { telemetryRoutes } from './routes/telemetry.ts';
import { touchpointRoutes } from './routes/touchpoints.ts';

export interface Api {
  /** Ready for `inject`, listening or not. */
  readonly app: ApiApp;
  start(): Promise<{ readonly url: string }>;
  /** Ends the streams, lets running calls finish. */
  stop(): Promise<void>;
}

const prefix = '/api/v1';
const mebibyte = 1024 * 1024;

export async function createApi(ports: ApiPorts, settings: ApiSettings): Promise<Api> {
  const callers = createCallers(ports.credentials, () => ports.clock.now(), settings.controlToken);
  const streams = createLiveStreams(ports, callers, settings);

  const answerWithProblem = createErrorHandler(settings.report);
  const app: ApiApp = Fastify({
    bodyLimit: mebibyte,
    requestTimeout: 30_000,
    // Node looks for late callers only so often; unset, a slow one holds its socket for 40 s.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    exposeHeadRoutes: false,
    // Only a proxy on this machine is believed when it names the caller's address.
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 256 },
    // What fails before a route is found (a path that is no UTF-8) passes by the error handler.
    frameworkErrors: answerWithProblem,
  });
  app.setValidatorCompiler(checkCall);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerWithProblem);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problem(404, `There is no ${request.method} ${request.url.split('?')[0]}.`)),
  );
  app.addHook('preClose', async () => streams.stop());

  await sendSafeHeaders(app);
  await app.register(cookie);
  await describeCalls(app, prefix);
  healthRoutes(app, ports);
  if (settings.pagesDir !== undefined) await servePages(app, settings.pagesDir);

  await app.register(
    (api: ApiApp, _options, done) => {
      guardCalls(api, prefix, callers);
      refuseUnknownQueries(api);
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      sessionRoutes(api, ports, streams);
      propertyRoutes(api, ports);
      deviceRoutes(api, ports);
      commandRoutes(api, ports);
      stepTestRoutes(api, ports);
      telemetryRoutes(api, ports);
      drawRoutes(api, ports);
      complianceRoutes(api, ports);
      replayRoutes(api, ports);
      standardRoutes(api, ports);
      taskRoutes(api, ports);
      dispatchRoutes(api, ports);
      recoveryRoutes(api, ports);
      requestRoutes(api, ports);
      evidenceRoutes(api, ports);
      touchpointRoutes(api, ports);
      stayRoutes(api, ports);
      accountRoutes(api, ports);
      streamRoutes(api, streams);
      done();
    },
    { prefix },
  );
  const closeWhenQuiet = prepareToClose(app.server);
  await app.ready();

  return {
    app,
    async start() {
      return { url: await app.listen({ host: settings.host, port: settings.port }) };
    },
    stop: () => closeWhenQuiet(() => app.close()),
  };
}
