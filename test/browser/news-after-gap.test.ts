// The number in the title of a page that shows no tasks, after a while in which it heard nothing: whether the hub can tell all of
// that afterwards, or not, what is over by then is no news.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk } from '../support/browser.ts';
import { describeWith } from '../support/describe-with.ts';
import { openStaffedHotel, type StaffedHotel } from './staffed-hotel.ts';

interface Asked {
  readonly task: { readonly id: string; readonly version: number };
}

/** Managers get the wishes of this hotel's guests, and each is told at once. */
const hubYaml = `
tasks: { roles: { request: manager } }
dispatch: { pushesPerHour: 1000 }
`;

describeWith(['chromium'], 'the number in the title, after a gap', () => {
  let hotel: StaffedHotel;
  beforeAll(async () => {
    hotel = await openStaffedHotel(hubYaml);
  });
  afterAll(() => hotel?.close());

  /** Further than the hub ever told: as of a hub that was restored from a backup. */
  const unknownPlace = '999999999';

  test.each([
    ['/stays', 'told afterwards', undefined],
    ['/stays', 'not to be told', unknownPlace],
    ['/compliance', 'told afterwards', undefined],
    ['/compliance', 'not to be told', unknownPlace],
  ] as const)('%s, with what was missed %s', async (path, how, place) => {
    const { admin } = hotel.hub;
    let count = 0;
    const guestAsks = async (space: string, request: string) => {
      count += 1;
      const wish = { id: `${path} ${how} ${count}`, space, request, channel: 'phone' };
      return (await admin.post<Asked>('/requests', wish)).task;
    };
    const cancel = ({ id, version }: Asked['task']) => admin.post(`/tasks/${id}/cancel`, { version });
    const { page, device } = await hotel.open('chen', desk, path);
    const titleBegins = (start: string) =>
      page.waitForFunction((wanted) => /^(\(\d+\) )?/.exec(document.title)?.[0] === wanted, start);
    await page.getByText(/^Live \d/).waitFor();
    await titleBegins('');
    const overMeanwhile = await guestAsks('1203', 'towels');
    const stillThere = await guestAsks('1204', 'pillow');
    await titleBegins('(2) ');

    if (place !== undefined) {
      await device.route('**/api/v1/stream?**', async (route) =>
        route.continue({ headers: { ...(await route.request().allHeaders()), 'last-event-id': place } }),
      );
    }
    await device.setOffline(true);
    await page.getByText(/^Reconnecting|^Offline since/).waitFor();
    await cancel(overMeanwhile);
    await device.setOffline(false);
    await page.getByText(/^Live \d/).waitFor();
    await titleBegins('(1) ');
    await cancel(stillThere);
    await titleBegins('');
    expect(await page.title()).not.toMatch(/^\(/);
  });
});
