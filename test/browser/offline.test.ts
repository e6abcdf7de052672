// A phone that trusts the hub's own authority opens its page in the stairwell: the shell, what was told last and from when, and taps
// that wait. Over real HTTPS with a certificate of `hub ca`; the browser is told to trust that key.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { startWire } from '../support/wire.ts';
import { openTrustedHub, type TrustedHub } from './trusted-hub.ts';

describeWith(['chromium'], 'a phone that trusts the hub', () => {
  let house: TrustedHub;
  beforeAll(async () => {
    house = await openTrustedHub();
  });
  afterAll(() => house?.close());

  async function open(url?: string): Promise<{ page: Page; device: BrowserContext }> {
    const device = await house.device();
    onTestFinished(() => device.close());
    return { page: await house.signIn(device, url), device };
  }
  /** The worker rules, and what it needs to open the page is there. */
  async function untilItOpensAlone(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Opens without a signal too.' }).waitFor();
    await page.reload();
    await page.getByText(/^Live \d/).waitFor();
    await eventually(
      () => page.evaluate(async () => (await (await caches.open('shell')).keys()).length),
      (kept) => kept > 5,
    );
  }

  test('reloads without a signal, says from when it is, keeps taps, and sends them when the signal is back', async () => {
    const task = await house.ask('towels');
    const { page, device } = await open();
    await untilItOpensAlone(page);
    const card = page.getByRole('article', { name: '1203: Towels' });
    await card.waitFor();
    await device.setOffline(true);
    await page.reload();
    await card.waitFor();
    await page.getByText(/^Offline since \d\d:\d\d/).waitFor();
    await card.getByRole('button', { name: "I'll take it" }).click();
    await device.setOffline(false);
    const taken = () => house.hub.admin.get<{ assignee: string | null }>(`/tasks/${task.id}`);
    await eventually(taken, ({ assignee }) => assignee === 'li');
  });

  test('on a Wi-Fi that swallows every call it does not wait for it, and lives on by itself when it answers', async () => {
    const task = await house.ask('water');
    const wire = await startWire(Number(new URL(house.url).port));
    onTestFinished(() => wire.stop());
    const { page } = await open(`https://127.0.0.1:${wire.port}`);
    await untilItOpensAlone(page);
    const card = page.getByRole('article', { name: '1203: Drinking water' });
    await card.waitFor();

    wire.swallow(true);
    await page.reload({ waitUntil: 'commit' });
    await card.waitFor();
    await page.getByText(/^Offline since \d\d:\d\d/).waitFor();
    await house.hub.admin.post(`/tasks/${task.id}/cancel`, { version: task.version, note: 'not needed' });
    await card.waitFor();
    wire.swallow(false);
    await page.getByText(/^Live \d/).waitFor();
    await card.waitFor({ state: 'detached' });
  });

  test('no read of the API comes from the phone’s copy without saying so, and nothing is kept after the shift', async () => {
    const { page, device } = await open();
    await page.getByRole('button', { name: 'Opens without a signal too.' }).waitFor();
    const read = (path: string) =>
      page.evaluate(async (asked) => {
        const answer = await fetch(asked).catch(() => undefined);
        return answer && { status: answer.status, told: answer.headers.get('x-hub-last-told') };
      }, `/api/v1${path}`);
    expect(await read('/session')).toEqual({ status: 200, told: null });
    expect(await read('/standards')).toEqual({ status: 200, told: null });
    await device.setOffline(true);
    const copied = await read('/session');
    expect(copied?.status).toBe(200);
    expect(Date.now() - Date.parse(copied?.told ?? '')).toBeLessThan(600_000);
    expect(await read('/standards'), 'what is not kept is not made up').toBeUndefined();
    await device.setOffline(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'End shift' }).click();
    await page.locator('input[name=password]').waitFor();
    await device.setOffline(true);
    expect(await read('/session')).toBeUndefined();
  });

  test('can be put on the home screen', async () => {
    const { page } = await open();
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
      return (await fetch(link?.href ?? '')).json();
    });
    expect(manifest).toMatchObject({ name: 'Touchpoint Hub', display: 'standalone', start_url: '/' });
    for (const { src, type } of manifest.icons) {
      const icon = await fetch(house.hub.http + src);
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
    }
  });

  test('a page by plain HTTP of the network is told what it lacks', async () => {
    const { page } = await open(house.hub.http.replace('127.0.0.1', 'hub.lan'));
    await page.getByRole('button', { name: 'Rings only while this page is open.', exact: true }).waitFor();
    expect(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator])).toEqual([false, false]);
  });
});
