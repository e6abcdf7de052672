// What a phone takes to trust the hub: over plain HTTP, because it does not trust the hub yet, and of a certificate alone, which is
// no secret. Below one path that is fixed: it stands on paper in the staff room.
import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import encodeQR from 'qr';
import type { ShownAuthority } from '../../authority/authority-files.ts';
import type { ApiApp } from '../api-ports.ts';
import { InstallableAuthority } from '../contract/authority.ts';
import { refuse } from '../problem.ts';

/** The page that tells how; all that it needs lies below. */
export const installPath = '/ca';

export interface AuthorityParts {
  /** Read anew at each call: `hub ca renew` may have given the hub another name. Undefined where there is none. */
  readonly authority: () => ShownAuthority | undefined;
  /** Once they listen; undefined without TLS. */
  readonly ports: () => { readonly http: number; readonly https: number | undefined };
}

export function authorityRoutes(app: ApiApp, { authority, ports }: AuthorityParts): void {
  const found = (): ShownAuthority => {
    const shown = authority();
    if (shown === undefined) throw refuse(404, 'This hub has no certificate authority: npm run hub -- ca makes one.');
    return shown;
  };
  const urls = ({ names: [name = 'localhost'] }: ShownAuthority) => {
    const host = isIPv6(name) ? `[${name}]` : name;
    const { http, https } = ports();
    return {
      installUrl: `http://${host}:${http}${installPath}`,
      hubUrl: https === undefined ? null : `https://${host}:${https}/`,
    };
  };
  const unkept = { 'cache-control': 'no-cache' };

  app.get(
    `${installPath}/authority.json`,
    { schema: { summary: 'The authority that phones may trust', response: { 200: InstallableAuthority } } },
    (_request, reply) => {
      const shown = found();
      const { name, fingerprint, expiresAt, names } = shown;
      void reply.headers(unkept);
      return { name, fingerprint, expiresAt: new Date(expiresAt).toISOString(), names: [...names], ...urls(shown) };
    },
  );

  // No name for the download: iOS takes it for a profile only where it is shown, not saved.
  app.get(`${installPath}/hub-ca.crt`, { schema: { hide: true } }, (_request, reply) =>
    reply.headers(unkept).type('application/x-x509-ca-cert').send(new X509Certificate(found().cert).raw),
  );

  app.get(`${installPath}/hub-ca.pem`, { schema: { hide: true } }, (_request, reply) =>
    reply.headers(unkept).type('application/x-pem-file').send(found().cert),
  );

  app.get(`${installPath}/code.svg`, { schema: { hide: true } }, (_request, reply) =>
    reply
      .headers(unkept)
      .type('image/svg+xml')
      .send(encodeQR(urls(found()).installUrl, 'svg')),
  );
}
