// A locked phone is woken, from the tap that asks for it to the notification: the hub, the push service and what is said between them are
// real, and so is the worker that shows it. Only the browser’s own line to its maker’s servers is not there: what came over it is handed to
// the worker as Chromium would.
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { type PushService, type ServedPhone, startPushService } from '../support/push-service.ts';
import { faultsOf } from './page-faults.ts';
import { openTrustedHub, type TrustedHub } from './trusted-hub.ts';

const usualAuthorities = getCACertificates('default');

describeWith(['chromium'], 'a phone that may be woken', () => {
  let house: TrustedHub;
  let service: PushService;
  beforeAll(async () => {
    service = await startPushService();
    setDefaultCACertificates([...usualAuthorities, service.certificate]);
    house = await openTrustedHub({
      HUB_WEB_PUSH_CONTACT: 'mailto:it@hotel.example',
      HUB_WEB_PUSH_SERVICES: service.host,
    });
  });
  afterAll(async () => {
    await Promise.all([house?.close(), service?.stop()]);
    setDefaultCACertificates(usualAuthorities);
  });

  interface Opened {
    readonly device: BrowserContext;
    readonly page: Page;
    readonly served: ServedPhone;
  }

  /** @param isOnline the browser has its line to the push service. */
  async function open({ language = 'en', allows = true, isOnline = true } = {}): Promise<Opened> {
    const device = await house.device(language);
    onTestFinished(() => device.close());
    if (allows) await device.grantPermissions(['notifications'], { origin: house.url });
    const served = service.phone();
    if (isOnline) await device.addInitScript(beSubscribed, served.subscription);
    const page = await house.signIn(device);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    return { device, page, served };
  }
  async function openSheet(page: Page): Promise<void> {
    await page.locator('.reach-line').click();
    await page.getByRole('dialog').waitFor();
  }
  /** What stands in the sheet with no room between it and what comes next. */
  const touching = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('dialog .sheet-part:not(details)')].flatMap((part) => {
        const shown = [...part.children].filter(({ textContent }) => textContent !== '');
        const gapPx = (one: Element, next: Element) =>
          next.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
        return shown.flatMap((one, n) => {
          const next = shown[n + 1];
          return next !== undefined && gapPx(one, next) < 6 ? [`${one.textContent} | ${next.textContent}`] : [];
        });
      }),
    );
  const button = (page: Page, name: string) => page.getByRole('button', { name });
  const line = (page: Page) => page.locator('.reach-line').textContent();

  /** What the push service would hand to the phone, handed to its worker. */
  async function handOver({ page, served, device }: Opened, nth = 0): Promise<void> {
    await eventually(
      async () => served.rings.length,
      (count) => count > nth,
    );
    const cdp = await device.newCDPSession(page);
    const registrationId = await registrationOf(cdp);
    const data = served.rings[nth]?.text ?? '';
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: house.url, registrationId, data });
    await cdp.detach();
  }
  const shown = ({ page }: Opened) =>
    page.evaluate(async () => {
      const { getNotifications } = await navigator.serviceWorker.ready.then((ready) => ({
        getNotifications: () => ready.getNotifications(),
      }));
      return (await getNotifications()).map(({ title, body, lang, tag }) => ({ title, body, lang, tag }));
    });

  async function showing(opened: Opened) {
    await handOver(opened);
    return eventually(
      () => shown(opened),
      (notices) => notices.length > 0,
    );
  }

  test.each([
    ['en', 'Wake this phone when it is locked', { title: 'A task for you', body: 'Tap to see it', lang: 'en' }],
    ['zh-CN', '锁屏时也叫醒这部手机', { title: '您有任务', body: '点按查看', lang: 'zh-Hans' }],
    [
      'es',
      'Avisar también con el teléfono bloqueado',
      { title: 'Hay una tarea para usted', body: 'Toque para verla', lang: 'es' },
    ],
  ])('in %s: one tap, and the next task shows on it, with neither room nor guest', async (language, tap, notice) => {
    const opened = await open({ language });
    await openSheet(opened.page);
    await button(opened.page, tap).waitFor();
    expect([await faultsOf(opened.page, true), await touching(opened.page)]).toEqual([[], []]);
    await button(opened.page, tap).click();
    await opened.page.locator('.reach-levels li[aria-current]').nth(0).waitFor();
    await eventually(
      () => opened.page.locator('.reach-levels li').last().getAttribute('aria-current'),
      (current) => current === 'true',
    );
    await house.ask(`towels-${language}`);
    expect(await showing(opened)).toEqual([{ ...notice, tag: 'task' }]);
  });

  test('says in its last line that it rings when locked, and after a reload still does', async () => {
    const { page } = await open();
    expect(await line(page)).toContain('only while this page is open');
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    await button(page, 'Try to wake it').waitFor();
    expect(await faultsOf(page, true)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Rings with the screen locked too.' }).waitFor();
  });

  test.each([
    [500, 'The hub does not reach the service'],
    [410, 'Wake this phone when it is locked'],
  ])('is told where it does not work: %d', async (status, said) => {
    const { page, served } = await open();
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    served.answers.push({ status });
    await button(page, 'Try to wake it').click();
    await page.getByText(said).waitFor();
    expect(await touching(page)).toEqual([]);
  });

  test('can be tried, and not as often as a thumb can', async () => {
    const { page, served } = await open();
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    await button(page, 'Try to wake it').click();
    await page.getByText('On its way').waitFor();
    await button(page, 'Try to wake it').click();
    await page.getByText('Wait a moment').waitFor();
    expect(served.rings).toHaveLength(1);
  });

  test('is let sleep again by a tap', async () => {
    const { page, served } = await open();
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    await button(page, 'Do not wake it any more').click();
    await button(page, 'Wake this phone when it is locked').waitFor();
    await house.ask('slippers');
    await page.getByRole('article', { name: '1203: Slippers' }).waitFor();
    expect([served.calls(), await line(page)]).toEqual([0, expect.stringContaining('only while this page is open')]);
  });

  test('shows nothing any more once its person looks at the page', async () => {
    const opened = await open();
    await openSheet(opened.page);
    await button(opened.page, 'Wake this phone when it is locked').click();
    await button(opened.page, 'Try to wake it').click();
    await showing(opened);
    await opened.page.reload();
    await eventually(
      () => shown(opened),
      (notices) => notices.length === 0,
    );
  });

  test('leads to the tasks when the notification is tapped', async () => {
    const opened = await open();
    await openSheet(opened.page);
    await button(opened.page, 'Wake this phone when it is locked').click();
    await button(opened.page, 'Try to wake it').click();
    await showing(opened);
    const [worker] = opened.device.serviceWorkers();
    // Chromium opens nothing for a tap that nobody has made.
    const asked = await worker?.evaluate(async () => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        clients: { matchAll: () => Promise<unknown[]>; openWindow(path: string): Promise<null> };
        NotificationEvent: new (type: string, init: object) => Event;
      };
      const [notification] = await scope.registration.getNotifications();
      const opened = Promise.withResolvers<string>();
      scope.clients.matchAll = async () => [];
      scope.clients.openWindow = async (path) => {
        opened.resolve(path);
        return null;
      };
      dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
      return opened.promise;
    });
    expect(asked).toBe('/tasks');
    await eventually(
      () => shown(opened),
      (notices) => notices.length === 0,
    );
  });

  test('is told that its settings forbid it', async () => {
    const { page } = await open({ allows: false });
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    await page.getByText('allow notifications of this page in its settings').waitFor();
    expect(await touching(page)).toEqual([]);
  });

  test('is told that its browser does not reach its push service', async () => {
    const { page } = await open({ isOnline: false });
    await openSheet(page);
    await button(page, 'Wake this phone when it is locked').click();
    await page.getByText('Is it on the internet?').waitFor();
  });
});

describeWith(['chromium'], 'a hub that wakes no phones', () => {
  test('says so, and asks for nothing', async () => {
    const house = await openTrustedHub();
    onTestFinished(() => house.close());
    const device = await house.device();
    const page = await house.signIn(device);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.locator('.reach-line').click();
    await page.getByText('This hub does not wake phones').waitFor();
    expect(await page.getByRole('button', { name: 'Wake this phone when it is locked' }).count()).toBe(0);
  });
});

async function registrationOf(cdp: CDPSession): Promise<string> {
  const told = Promise.withResolvers<string>();
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [first] = registrations.filter(({ isDeleted }) => !isDeleted);
    if (first !== undefined) told.resolve(first.registrationId);
  });
  await cdp.send('ServiceWorker.enable');
  return told.promise;
}

/** In the page: the browser's line to a push service, as far as the page sees it. It is kept over reloads. */
function beSubscribed({ endpoint, keys }: ServedPhone['subscription']): void {
  const kept = 'test-push-key';
  const bytesOf = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const subscription = () => {
    const key = sessionStorage.getItem(kept);
    return key === null
      ? null
      : {
          options: { applicationServerKey: bytesOf(key).buffer },
          toJSON: () => ({ endpoint, expirationTime: null, keys }),
          unsubscribe: async () => {
            sessionStorage.removeItem(kept);
            return true;
          },
        };
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => subscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      sessionStorage.setItem(kept, applicationServerKey);
      return subscription();
    },
  });
}
