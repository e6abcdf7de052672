// The hub's HTTP side put together: guard, contract, routes, pages. The app is apart from the listener: the command line
// calls it with nothing listening.
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { ApiApp, ApiPorts, ApiSettings } from './api-ports.ts';
import { auditCalls } from './audit-calls.ts';
import { createCallers } from './authentication/caller.ts';
import { createCredentialChanges } from './authentication/change-credentials.ts';
import { createSessionOpener } from './authentication/open-session.ts';
import { checkCall, refuseUnknownQueries } from './check-call.ts';
import { prepareToClose } from './close-when-quiet.ts';
import { createErrorHandler, sendProblem } from './error-handler.ts';
import { guardCalls } from './guard.ts';
import { limitCallRates } from './listener/call-rates.ts';
import { createHttpCounters } from './listener/http-counters.ts';
import { createServerLimits, serverOptions } from './listener/limited-server.ts';
import { holdToTls, sendToTls } from './listener/over-tls.ts';
import { shedLoad } from './listener/shed-load.ts';
import { createTlsListener } from './listener/tls-listener.ts';
import { createLiveStreams } from './live/live-streams.ts';
import { createPhones } from './live/phones.ts';
import { describeCalls } from './openapi.ts';
import { packAnswers } from './packed-answers.ts';
import { sendSafeHeaders, servePages } from './pages.ts';
import { problem } from './problem.ts';
import { accountRoutes } from './routes/accounts.ts';
import { answerRoutes } from './routes/answers.ts';
import { auditRoutes } from './routes/audit.ts';
import { authorityRoutes } from './routes/authority.ts';
import { batteryRoutes } from './routes/batteries.ts';
import { commandRoutes } from './routes/commands.ts';
import { complianceRoutes } from './routes/compliance.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { deviceRoutes } from './routes/devices.ts';
import { dispatchRoutes } from './routes/dispatch.ts';
import { drawRoutes } from './routes/draws.ts';
import { entryRoutes } from './routes/entry.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { messageRoutes } from './routes/messages.ts';
import { missRoutes } from './routes/misses.ts';
import { passwordRoutes } from './routes/password.ts';
import { photoRoutes } from './routes/photos.ts';
import { propertyRoutes } from './routes/property.ts';
import { recoveryRoutes } from './routes/recoveries.ts';
import { replayRoutes } from './routes/replay.ts';
import { requestRoutes } from './routes/requests.ts';
import { sessionRoutes } from './routes/session.ts';
import { sessionPushRoutes } from './routes/session-push.ts';
import { runningSessionRoutes } from './routes/sessions.ts';
import { setAsideRoutes } from './routes/set-aside.ts';
import { standardRoutes } from './routes/standards.ts';
import { stayRoutes } from './routes/stays.ts';
import { stepTestRoutes } from './routes/step-test.ts';
import { streamRoutes } from './routes/stream.ts';
import { taskRoutes } from './routes/tasks.ts';
import { telemetryRoutes } from './routes/telemetry.ts';
import { touchpointRoutes } from './routes/touchpoints.ts';
import { wallRoutes } from './routes/wall.ts';

export interface Api {
  /** Ready for `inject`, listening or not. */
  readonly app: ApiApp;
  start(): Promise<{ readonly url: string; readonly tlsUrl?: string }>;
  /** Ends the streams, lets running calls finish. */
  stop(): Promise<void>;
}

const prefix = '/api/v1';

export async function createApi(ports: ApiPorts, settings: ApiSettings): Promise<Api> {
  const callers = createCallers(ports.credentials, () => ports.clock.now(), settings.controlToken);
  const { limits, tls } = settings;
  const counters = createHttpCounters({
    hub_http_connections: { help: 'HTTP: open connections', value: () => serverLimits.connections() },
    hub_http_streams: { help: 'HTTP: open live streams', value: () => streams.count() },
  });
  const serverLimits = createServerLimits(limits, counters);
  const phones = createPhones({
    ...ports,
    isCurrent: callers.isCurrent,
    silentAfterMs: settings.silentAfterMs,
  });
  const streams = createLiveStreams(ports, callers, settings, counters, phones);

  const openSession = createSessionOpener(ports.credentials, ports.clock, limits.sessionsPerUser, counters);
  const changeCredentials = createCredentialChanges(ports.ledger);

  const answerWithProblem = createErrorHandler(settings.report, counters);
  const app: ApiApp = Fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestSeconds * 1000,
    connectionTimeout: limits.idleSeconds * 1000,
    http: serverOptions(limits),
    clientErrorHandler: serverLimits.refuseUnreadable,
    exposeHeadRoutes: false,
    // Only such a proxy is believed when it names the caller's address, and whether it came over TLS.
    trustProxy: settings.trustedProxies ?? 'loopback',
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
  app.addHook('onResponse', async (_request, reply) => counters.answer(reply.statusCode));
  serverLimits.applyTo(app.server);
  const tlsListener =
    tls &&
    createTlsListener({
      ...tls,
      host: settings.host,
      options: serverOptions(limits),
      handshakeMs: limits.headersSeconds * 1000,
      answer: app.routing,
      prepare(server) {
        server.on('clientError', serverLimits.refuseUnreadable);
        serverLimits.applyTo(server);
      },
    });

  await sendSafeHeaders(app);
  holdToTls(app, settings.hstsDays);
  if (tlsListener !== undefined) sendToTls(app, prefix, tlsListener.port, counters);
  const rates = await limitCallRates(app, limits, counters);
  await app.register(cookie);
  await describeCalls(app, prefix);
  healthRoutes(app, ports, { families: () => [...counters.families(), ...ports.signIn.families()] });
  authorityRoutes(app, {
    authority: settings.authority ?? (() => undefined),
    ports: () => ({ http: (app.server.address() as AddressInfo).port, https: tlsListener?.port() }),
  });
  if (settings.pagesDir !== undefined) await servePages(app, settings.pagesDir);

  await app.register(
    (api: ApiApp, _options, done) => {
      if (settings.isOverloaded !== undefined) shedLoad(api, prefix, settings.isOverloaded, counters);
      guardCalls(api, prefix, callers, rates);
      refuseUnknownQueries(api);
      packAnswers(api, prefix);
      auditCalls(api, prefix, ports);
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      sessionRoutes(api, ports, openSession, changeCredentials, streams);
      runningSessionRoutes(api, ports, changeCredentials, streams);
      sessionPushRoutes(api, ports, changeCredentials);
      propertyRoutes(api, ports);
      passwordRoutes(api, ports, changeCredentials, streams);
      deviceRoutes(api, ports);
      commandRoutes(api, ports);
      messageRoutes(api, ports);
      batteryRoutes(api, ports);
      stepTestRoutes(api, ports);
      telemetryRoutes(api, ports);
      drawRoutes(api, ports);
      complianceRoutes(api, ports);
      missRoutes(api, ports);
      correctionRoutes(api, ports);
      answerRoutes(api, ports);
      replayRoutes(api, ports);
      exportRoutes(api, ports);
      standardRoutes(api, ports);
      taskRoutes(api, ports);
      photoRoutes(api, ports);
      entryRoutes(api, ports);
      dispatchRoutes(api, ports, phones);
      recoveryRoutes(api, ports);
      requestRoutes(api, ports);
      evidenceRoutes(api, ports);
      touchpointRoutes(api, ports);
      stayRoutes(api, ports);
      wallRoutes(api, ports, phones);
      accountRoutes(api, ports, changeCredentials, streams);
      auditRoutes(api, ports);
      setAsideRoutes(api, ports);
      streamRoutes(api, streams, phones);
      done();
    },
    { prefix },
  );
  const closeWhenQuiet = prepareToClose(app.server);
  await app.ready();

  return {
    app,
    async start() {
      const { host } = settings;
      const url = await app.listen({ host, port: settings.port });
      phones.start();
      if (tlsListener === undefined) return { url };
      const tlsUrl = `https://${host.includes(':') ? `[${host}]` : host}:${await tlsListener.start()}`;
      return { url, tlsUrl };
    },
    async stop() {
      phones.stop();
      await Promise.all([tlsListener?.stop(), closeWhenQuiet(() => app.close())]);
    },
  };
}
