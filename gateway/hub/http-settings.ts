// The settings of pages and API as their server takes them: the certificate from its files, and each renewed one as it comes.
import type { Logger } from 'pino';
import type { ApiSettings } from '../api/api-ports.ts';
import type { Config } from '../config.ts';
import { openCertificateFiles } from './certificate-files.ts';

type HttpSettings = Pick<ApiSettings, 'host' | 'port' | 'tls' | 'hstsDays' | 'trustedProxies' | 'limits'>;

/** @throws ConfigError where the files are no certificate and its key. */
export function httpSettings({ tls, ...settings }: Config['http'], log: Logger): HttpSettings {
  if (tls === undefined) return settings;
  const files = openCertificateFiles(tls);
  const refused = (error: Error) => log.warn({ error }, 'the new certificate and key do not fit: the old one stays');
  const certificate: NonNullable<HttpSettings['tls']>['certificate'] = {
    current: files.current,
    onRenewed: (take) =>
      files.onRenewed((renewed) => {
        take(renewed);
        log.info('HTTPS goes on with the renewed certificate');
      }, refused),
  };
  return { ...settings, tls: { port: tls.port, certificate } };
}
