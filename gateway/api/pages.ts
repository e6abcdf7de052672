// The built pages, under a policy that runs nothing but the hub's own files. Hashed assets are kept for ever, pages never.
import { sep } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { ApiApp } from './api-ports.ts';
import { installPath } from './routes/authority.ts';

/** Path → file in the built folder. */
const pages = {
  '/': 'index.html',
  '/tasks': 'tasks.html',
  '/engineering': 'engineering.html',
  '/compliance': 'compliance.html',
  '/stays': 'stays.html',
  '/wall': 'wall.html',
  [installPath]: 'ca.html',
} as const;

/**
 * No page of the hub asks the browser for any of these; what gets into one shall not either. Those alone that browsers know by
 * this name: of any other they complain in every page's console.
 */
const unusedFeatures = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi'];
const permissionsPolicy = unusedFeatures.map((feature) => `${feature}=()`).join(', ');

/**
 * What says something to a document or a worker, and nothing to a script or a style: these load the hub's own files alone. Fifteen of
 * them come before the first list over a slow network, and with it their heads would be a tenth of all bytes.
 */
const ofDocuments = [
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
];
const partOfPage = /\.(?:js|css)(?:\.br|\.gz)?$/;

/** For every answer, the API's too. */
export async function sendSafeHeaders(app: ApiApp): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => void reply.header('permissions-policy', permissionsPolicy));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    // Over plain HTTP browsers ignore these; what holds them to TLS is said over TLS alone (listener/over-tls.ts).
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}

export async function servePages(app: ApiApp, pagesDir: string): Promise<void> {
  const assets = `${sep}assets${sep}`;
  await app.register(fastifyStatic, {
    root: pagesDir,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const kept = path.includes(assets) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', kept);
      if (path.includes(assets) && partOfPage.test(path)) for (const name of ofDocuments) void reply.removeHeader(name);
    },
  });
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, { schema: { hide: true } }, (_request, reply) => reply.sendFile(file));
  }
}
