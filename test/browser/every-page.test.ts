// Every page in every language, width and theme: no fault that axe can find, nothing that scrolls sideways, no text that is cut off or
// broken, no target too small for a thumb, no word of warning in the console. And none of it in words two fifths longer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cookies, desk, openDevice, type Screen, troubleOf } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { speakLonger } from './longer-words.ts';
import { faultsOf } from './page-faults.ts';
import type { Person } from './staffed-hotel.ts';
import { type HotelWithStays, openHotelWithStays } from './stays-hotel.ts';

const pages: readonly (readonly [name: string, Person, path: string, ready: string])[] = [
  ['tasks', 'li', '/tasks', '.card'],
  ['tasks of engineers', 'wang', '/engineering?view=tasks', '.card'],
  ['the shift of who leads it', 'chen', '/tasks?view=shift', '.shift-card'],
  ['house', 'wang', '/engineering', '.cell'],
  ['house by riser', 'wang', '/engineering?order=risers&colour=p95', '.cell'],
  ['upkeep', 'wang', '/engineering?view=upkeep', '.panel .notice'],
  ['draws', 'wang', '/engineering?view=draws', '.draws td'],
  ['devices', 'wang', '/engineering?view=devices', '.table td'],
  ['a device', 'wang', '/engineering?device=hw-1203', 'dialog .facts'],
  ['promises of the house', 'chen', '/compliance', '.promise-table td'],
  ['compliance by day', 'chen', '/compliance?by=day', '.by-day svg'],
  ['a promise of service, opened', 'chen', '/compliance?standard=tea-first&by=space&key=lobby', '.cells td'],
  ['changing a promise', 'chen', '/compliance?standard=room-ready&by=day&edit=1', 'dialog input'],
  ['what if it were another', 'chen', '/compliance?standard=house-10s&whatif=1&try=limit%3A7', '.what-if-sides'],
  ['rows on paper', 'chen', '/compliance?standard=house-10s&by=day&export=compliance', '.paper-table td'],
  ['how staff answered', 'chen', '/compliance?answers=1', '.paper-table td'],
  ['the month', 'chen', `/compliance?report=${new Date().toISOString().slice(0, 7)}`, '.month-seal'],
  ['notes on periods', 'chen', '/compliance?standard=house-10s&by=day&corrections=1', 'dialog form'],
  ['stays', 'zhao', '/stays', '.strip a'],
  ['a stay', 'zhao', '/stays?stay=R-2041', '.cells-of a'],
  ['the proof of a cell', 'zhao', '/stays?stay=R-2041&cell=@tea', 'dialog .told li'],
  ['compliance by room, opened', 'chen', '/compliance?by=space&key=1203', '.draws td'],
  ['the wall', 'chen', '/wall', '.wall-foot li'],
  ['the wall by day', 'chen', '/wall?theme=light', '.wall-foot li'],
];
/** How one device is looked at: turned, resized, by day and by night, without loading the page again. */
interface Device {
  readonly kind: 'phone' | 'desk';
  readonly language: 'en' | 'zh-CN' | 'es' | 'words two fifths longer';
  readonly looks: readonly Pick<Screen, 'width' | 'dark'>[];
}
const devices: readonly Device[] = [
  ...(['en', 'zh-CN', 'es'] as const).flatMap((language): Device[] => [
    { kind: 'phone', language, looks: [{ width: 320 }, { width: 360 }, { width: 360, dark: true }] },
    { kind: 'desk', language, looks: [{ width: 768 }, { width: 1280 }, { width: 1280, dark: true }] },
  ]),
  { kind: 'phone', language: 'words two fifths longer', looks: [{ width: 360 }] },
];

describeWith(['chromium'], 'every page', () => {
  let hotel: HotelWithStays;
  let cellOfTea = '';
  const signedIn = new Map<Person, Cookies>();
  beforeAll(async () => {
    hotel = await openHotelWithStays();
    const { items } = await hotel.hub.admin.get<{ items: { id: string }[] }>(
      '/touchpoints?stay=R-2041&standard=tea-first',
    );
    cellOfTea = items[0]?.id ?? '';
    for (const person of ['li', 'wang', 'chen', 'zhao'] as const) {
      const { device } = await hotel.open(person, desk);
      signedIn.set(person, await device.storageState());
    }
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
    await hotel.draw('1204', { beganAgoS: 500, seconds: 30, hotFromS: 6 });
    await hotel.hub.admin.post('/requests', { id: 'r1', space: '1203', request: 'towels', channel: 'phone' });
  });
  afterAll(() => hotel?.close());

  describe.each(devices)('on a $kind in $language', (device) => {
    async function look(path: string, ready: string, cookies?: Cookies): Promise<readonly string[]> {
      const { language, looks } = device;
      const [first = { width: 360 }] = looks;
      const isLonger = language === 'words two fifths longer';
      const context = await openDevice(hotel.browser, { ...first, language: isLonger ? 'en' : language }, cookies);
      if (isLonger) await speakLonger(context);
      const page = await context.newPage();
      const found: string[] = [];
      const trouble = troubleOf(page);
      await page.goto(hotel.hub.http + path);
      await page.locator(ready).first().waitFor();
      for (const { width, dark = false } of looks) {
        await page.setViewportSize({ width, height: page.viewportSize()?.height ?? 740 });
        await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
        const faults = await faultsOf(page, device.kind === 'phone');
        found.push(...faults.map((fault) => `${width} px${dark ? ', dark' : ''}: ${fault}`));
      }
      await context.close();
      return [...trouble, ...found];
    }

    test('sign-in', async () => {
      expect(await look('', 'form')).toEqual([]);
    });

    test('trusting a hub that has no certificate', async () => {
      const found = await look('/ca', '.install-card code');
      // That there is none is told with a 404.
      expect(found.filter((fault) => !fault.startsWith('Failed to load resource'))).toEqual([]);
    });

    test.each(pages)('%s', async (_name, person, path, ready) => {
      const found = await look(path.replace('@tea', encodeURIComponent(cellOfTea)), ready, signedIn.get(person));
      expect(found).toEqual([]);
    });
  });
});
