// A hub with a certificate of its own authority, and a browser that trusts it as a phone does on which that was installed.
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, phone, signInOn } from '../support/browser.ts';
import { buildPages } from '../support/built-pages.ts';
import { hubCommand } from '../support/hub-command.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';

const password = 'a long password of staff';

export interface TrustedHub {
  readonly hub: TestHub;
  /** Where the phone reaches it: `https://127.0.0.1:49152`. */
  readonly url: string;
  readonly browser: Browser;
  /** A phone of li, of housekeeping. `hub.lan` leads to the hub too. */
  device(language?: string): Promise<BrowserContext>;
  /** Signs in, at the hub or at another address that leads to it. */
  signIn(device: BrowserContext, url?: string): Promise<Page>;
  /** A guest of 1203. */
  ask(request: string): Promise<{ readonly id: string; readonly version: number }>;
  close(): Promise<void>;
}

/** @param settings HUB_ settings beside those for TLS. */
export async function openTrustedHub(settings: Readonly<Record<string, string>> = {}): Promise<TrustedHub> {
  const [pages, dataDir] = await Promise.all([buildPages(), mkdtemp(join(tmpdir(), 'hub-trusted-'))]);
  const all = { HUB_HTTPS_PORT: '0', ...settings };
  await hubCommand(dataDir, 'ca --names 127.0.0.1', all);
  const hub = await startHub({ dataDir, settings: all, pagesDir: pages.folder });
  const url = hub.https ?? '';
  const browser = await launchBrowser([
    `--ignore-certificate-errors-spki-list=${await keyOf(url)}`,
    '--host-resolver-rules=MAP hub.lan 127.0.0.1',
  ]);
  await hub.admin.call('PUT', '/spaces/1203', { kind: 'room' });
  await hub.admin.post('/users', { name: 'li', role: 'housekeeping', password });
  let asked = 0;

  return {
    hub,
    url,
    browser,
    device: (language = 'en') =>
      browser.newContext({ viewport: { width: phone.width, height: 740 }, locale: language }),
    async signIn(device, at = url) {
      const page = await device.newPage();
      await signInOn(page, at, 'li', password);
      return page;
    },
    async ask(request) {
      asked += 1;
      const call = { id: `call-${asked}`, space: '1203', request, channel: 'phone' };
      return (await hub.admin.post<{ task: { id: string; version: number } }>('/requests', call)).task;
    },
    async close() {
      await Promise.all([hub.remove(), browser.close(), pages.remove()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** As Chromium names a key: SHA-256 of what X.509 calls SubjectPublicKeyInfo. */
async function keyOf(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
  socket.destroy();
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
