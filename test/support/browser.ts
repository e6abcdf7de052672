// The real browser that page tests drive: Debian's Chromium, headless, kept from talking to anything but the hub.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { pathOf } from './services.ts';

/** Nothing of Chromium's own may leave the machine, and a root user has no sandbox. */
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = pathOf('chromium');
  if (executablePath === undefined) throw new Error('Chromium is missing: apt-get install chromium');
  return chromium.launch({ executablePath, args: [...switches, ...more] });
}

export interface Screen {
  readonly width: number;
  readonly language?: 'en' | 'zh-CN' | 'es';
  readonly dark?: boolean;
}

export const phone: Screen = { width: 360 };
export const desk: Screen = { width: 1280 };

/** What a browser keeps of a person who is signed in. */
export type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A device with cookies and storage of its own. */
export function openDevice(
  browser: Browser,
  { width, language = 'en', dark = false }: Screen,
  signedIn?: Cookies,
): Promise<BrowserContext> {
  const small = width < 760;
  return browser.newContext({
    viewport: { width, height: small ? 740 : 860 },
    deviceScaleFactor: small ? 2 : 1,
    hasTouch: small,
    isMobile: small,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    // A copy that answers for the hub would hide what a test does to the network.
    serviceWorkers: 'block',
    ...(signedIn !== undefined && { storageState: signedIn }),
  });
}

/** Signs in by hand, as people do, and waits for the page that the hub sends them to. */
export async function signInOn(page: Page, hubUrl: string, user: string, password: string, path = '/'): Promise<void> {
  await page.goto(path === '/' ? hubUrl : `${hubUrl}/?next=${encodeURIComponent(path)}`);
  await page.locator('input[name=username]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/');
  await page.locator('main').waitFor();
}

/** What a page warns of or fails at, as it comes; not that the tests keep it from having a worker. */
export function troubleOf(page: Page): readonly string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    const isTrouble = message.type() === 'error' || message.type() === 'warning';
    if (isTrouble && !message.text().endsWith('blocked by Playwright')) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  return said;
}
