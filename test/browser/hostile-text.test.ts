// Whatever a device, a colleague, another system or a link says: pages show it as text. Nothing of it runs, and the browser
// never has to stop it by the hub's policy.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { connectDevice } from '../support/device-client.ts';
import { eventually } from '../support/eventually.ts';
import { openStaffedHotel, type Person, type StaffedHotel } from './staffed-hotel.ts';

const markup = '<img src=x onerror=alert(1)>';
const outOfAttribute = `"'><svg/onload=alert(1)>`;
const outOfScript = '</script><script>alert(1)</script>';
const link = 'javascript:alert(1)';
const all = `${markup}${outOfAttribute}${outOfScript}${link}`;

const pages: readonly (readonly [Person, string, ready: string, shows: string])[] = [
  ['li', '/tasks', '.card', 'main'],
  ['wang', '/engineering', '.cell', 'main'],
  ['wang', '/engineering?view=tasks', '.card', 'main'],
  ['wang', '/engineering?view=draws', '.draws td', 'main'],
  ['wang', '/engineering?view=devices', '.table td', 'main'],
  ['wang', '/engineering?device=rc-1205', 'dialog .facts', 'dialog'],
  ['wang', '/engineering?device=hw-1203', 'dialog .facts', 'dialog'],
  ['chen', '/compliance', '.promise-table td', 'header'],
  ['chen', '/compliance?standard=house-10s', '.by-day svg', 'header'],
  ['chen', '/compliance?by=space&key=1203', '.draws td', 'main'],
  ['chen', '/compliance?by=floor', 'table td', 'main'],
  ['chen', '/compliance?by=riser', 'table td', 'main'],
  ['chen', '/stays?stay=R-1', '.stay-line', 'header'],
];

const links: readonly (readonly [Person, string])[] = [
  ['li', '/tasks'],
  ['wang', '/engineering'],
  ['chen', '/compliance'],
  ['chen', '/stays'],
];

describeWith(['chromium'], 'hostile text on pages', () => {
  let hotel: StaffedHotel;
  const opened = new Map<Person, Page>();
  /** What ran, and what the browser had to say. */
  const incidents: string[] = [];

  beforeAll(async () => {
    hotel = await openStaffedHotel(`property: { name: ${JSON.stringify(all)} }`);
    const { admin, mqtt } = hotel.hub;
    for (const room of ['1203', '1204', '1205']) {
      await admin.call('PUT', `/spaces/${room}`, { kind: 'room', name: all, floor: markup, riser: outOfAttribute });
    }
    await admin.call('PATCH', '/devices/hw-1203', { name: all.slice(0, 128) });
    const controller = { id: 'rc-1205', kind: 'room-controller', space: '1205', name: all.slice(0, 128) };
    const device = await connectDevice({ url: mqtt, ...(await admin.addDevice(controller)) });
    await device.publish('about', { kind: 'room-controller', model: all, firmware: all.slice(0, 64), serial: markup });
    await device.publish('telemetry', { at: Date.now(), temperature: 22, setpoint: 21, mode: markup });
    await device.publish('telemetry', { at: Date.now(), temperature: all, setpoint: 21 });
    await device.publish('event', { id: all, at: Date.now(), type: 'fault', code: markup, message: all });
    await device.publish('event', { id: 'call', at: Date.now(), type: 'request', request: markup, note: all });
    await hotel.draw('1203', { beganAgoS: 600, seconds: 30, hotFromS: 14 });
    await hotel.draw('1204', { beganAgoS: 500, seconds: 30, hotFromS: 6 });
    const request = { space: '1203', request: markup, channel: markup, note: all };
    await admin.post('/requests', { id: all.slice(0, 128), ...request });
    for (const { id, version } of await admin.list<{ id: string; version: number }>('/tasks?state=open')) {
      await admin.post(`/tasks/${encodeURIComponent(id)}/comment`, { version, note: all });
    }
    await admin.post('/stays/events', {
      id: all.slice(0, 128),
      type: 'reserved',
      at: new Date().toISOString(),
      stay: 'R-1',
      preferences: { [markup]: link, drink: outOfAttribute },
    });
    await admin.post('/touchpoints', {
      id: markup,
      touchpoint: 'arrival',
      type: markup,
      at: new Date().toISOString(),
      data: { [link]: all },
    });
    for (const person of ['li', 'wang', 'chen'] as const) {
      const { page } = await hotel.open(person, desk);
      page.on('dialog', (dialog) => {
        incidents.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') incidents.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(hotel.hub.http)) incidents.push(`request: ${request.url()}`);
      });
      opened.set(person, page);
    }
  });
  afterAll(() => hotel?.close());

  function pageOf(person: Person): Page {
    const page = opened.get(person);
    if (page === undefined) throw new Error(`${person} has no page`);
    return page;
  }

  test.each(pages)('%s sees it as it was written at %s', async (person, path, ready, shows) => {
    const page = pageOf(person);
    await page.goto(hotel.hub.http + path);
    await page.locator(ready).first().waitFor();
    await eventually(
      () => page.locator(shows).first().textContent(),
      (text) => [markup, outOfAttribute].some((hostile) => text?.includes(hostile)),
    );
    for (const card of await page.locator('main .card summary, main .card h3 button').all()) await card.click();
    expect(await page.locator('img[src=x], svg[onload], [onerror], [href^="javascript:"]').count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  test.each(links)('%s follows a hostile link to %s', async (person, path) => {
    const page = pageOf(person);
    for (const hostile of [markup, outOfAttribute, link, '__proto__', 'constructor', '%00']) {
      const value = encodeURIComponent(hostile);
      const names = [
        'view',
        'by',
        'key',
        'device',
        'draw',
        'task',
        'floor',
        'outcome',
        'days',
        'filter',
        'next',
        'stay',
      ];
      for (const query of [names.map((name) => `${name}=${value}`).join('&'), `view=devices&device=${value}`]) {
        await page.goto(`${hotel.hub.http}${path}?${query}#${value}`);
        await page.locator('main').waitFor();
      }
    }
    // A thing that is not there answers 404, which the browser notes; nothing else may be said.
    expect(incidents.filter((one) => !/status of 4\d\d/.test(one))).toEqual([]);
    incidents.length = 0;
  });

  test.each([link, '//evil.example/', 'https://evil.example/', '/\\evil.example', '/tasks\n//evil'])(
    'a link that wants to sign in and go to %j stays at the hub',
    async (next) => {
      const { page, device } = await hotel.open('li', desk);
      await page.goto(`${hotel.hub.http}/?next=${encodeURIComponent(next)}`);
      await page.waitForURL((url) => url.pathname !== '/');
      expect(new URL(page.url()).origin).toBe(hotel.hub.http);
      await device.close();
    },
  );
});
