// The certificate of the hub's own authority, renewed long before it ends: by whoever starts the hub, and each day while it runs.
// The listeners see the new file and take it over.
import { readAuthority, renewServer } from '../authority/authority-files.ts';
import type { HubParts } from './hub-parts.ts';

const dayMs = 86_400_000;
/** Of 90 days: a hub that was off for a month comes back with a certificate that phones believe. */
const renewedBeforeMs = 30 * dayMs;
/** Every phone has to be visited: somebody should know a year before. */
const authorityEndsSoonMs = 365 * dayMs;

/** Nothing where the hub has no authority of its own, or its certificate comes from elsewhere. */
export function renewOwnCertificate({ config, log, clock }: Pick<HubParts, 'config' | 'log' | 'clock'>): void {
  const file = config.ownCertificateFile;
  const authority = config.hasGivenCertificate ? undefined : readAuthority(file);
  if (authority === undefined) return;
  const now = clock.now();
  const { expiresAt } = authority;
  if (expiresAt - now < authorityEndsSoonMs) {
    log.warn(
      { expiresAt },
      'the certificate authority of the hub ends within a year: npm run hub -- ca makes a new one',
    );
  }
  if (authority.serverExpiresAt - now > renewedBeforeMs) return;
  const { serverExpiresAt, names } = renewServer(file, now);
  log.info({ names, serverExpiresAt }, 'the hub has a new certificate of its own authority');
}
