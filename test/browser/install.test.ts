// The page on which a phone comes to trust the hub, in a real browser that does not trust it yet: over plain HTTP, from the network.
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { desk, launchBrowser, openDevice, phone, type Screen } from '../support/browser.ts';
import { type BuiltPages, buildPages } from '../support/built-pages.ts';
import { describeWith } from '../support/describe-with.ts';
import { hubCommand } from '../support/hub-command.ts';
import { startHub, type TestHub } from '../support/start-hub.ts';
import { faultsOf } from './page-faults.ts';

/** As a phone sees the hub, where this machine has a network: what comes from loopback is answered plainly anyway. */
const address = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describeWith(['chromium'], 'a phone that does not trust the hub yet', () => {
  let pages: BuiltPages;
  let browser: Browser;
  let hub: TestHub;
  let dataDir: string;
  let plainUrl: string;
  beforeAll(async () => {
    [pages, browser, dataDir] = await Promise.all([
      buildPages(),
      launchBrowser(),
      mkdtemp(join(tmpdir(), 'hub-install-')),
    ]);
    const settings = { HUB_HTTPS_PORT: '0', HUB_HTTP_HOST: '0.0.0.0' };
    await hubCommand(dataDir, `ca --names ${address ?? '127.0.0.1'},hub.lan`, settings);
    hub = await startHub({ dataDir, settings, pagesDir: pages.folder });
    plainUrl = `http://${address ?? '127.0.0.1'}:${new URL(hub.http).port}`;
  });
  afterAll(async () => {
    await Promise.all([hub?.stop(), browser?.close(), pages?.remove()]);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function openPage(screen: Screen, userAgent?: string): Promise<Page> {
    const device = await openDevice(browser, screen);
    onTestFinished(() => device.close());
    const page = await device.newPage();
    if (userAgent !== undefined) {
      await page.addInitScript((said) => Object.defineProperty(navigator, 'userAgent', { get: () => said }), userAgent);
    }
    await page.goto(`${plainUrl}/ca`);
    await page.locator('.install-steps li').first().waitFor();
    return page;
  }

  test('reads the steps of its own settings, and may choose the other’s', async () => {
    const page = await openPage(phone, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)');
    expect(page.url()).toBe(`${plainUrl}/ca`);
    expect(await page.locator('.install-steps').textContent()).toContain('Touchpoint Hub demo');
    await page.getByRole('button', { name: 'Android' }).click();
    expect(await page.locator('.install-steps').textContent()).toContain('CA certificate');
  });

  test('downloads the certificate from the button', async () => {
    const page = await openPage(phone);
    const href = await page.locator('a.primary').getAttribute('href');
    const answer = await fetch(plainUrl + href);
    expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-cert');
  });

  test.each(['en', 'zh-CN', 'es'] as const)('reads the name of the file in one line in %s', async (language) => {
    const page = await openPage({ ...phone, language });
    const linesOfName = await page.locator('.install-steps li').evaluateAll((steps) =>
      steps.flatMap(({ firstChild: text }) => {
        const [said] = /hub-.*crt/.exec(text?.textContent ?? '') ?? [];
        if (text === null || said === undefined) return [];
        const from = (text.textContent ?? '').indexOf(said);
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, from + said.length);
        return [new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size];
      }),
    );
    expect(linesOfName).toEqual([1, 1]);
  });

  test('the code leads the next phone here', async () => {
    const page = await openPage(desk);
    const image = await page.locator('.install-code').evaluate((code: HTMLImageElement) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 320 });
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('this browser draws nothing');
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, 320, 320);
      context.drawImage(code, 20, 20, 280, 280);
      return [...context.getImageData(0, 0, 320, 320).data];
    });
    expect(decodeQR({ width: 320, height: 320, data: Uint8Array.from(image) })).toBe(`${plainUrl}/ca`);
  });

  test.each([
    { ...phone, width: 320 },
    phone,
    { ...phone, dark: true },
    desk,
    { ...desk, dark: true },
    { ...phone, language: 'zh-CN' as const },
  ])('%o: nothing that axe can find, nothing that scrolls sideways', async (screen) => {
    const page = await openPage(screen);
    expect(await faultsOf(page, screen.width < 760)).toEqual([]);
  });
});
