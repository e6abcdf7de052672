// The same ledger as InfluxDB has it: a point for each cell, by outcome, that InfluxQL counts as compliance does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../support/describe-with.ts';
import { eventually } from '../../support/eventually.ts';
import { influxQuery } from '../../support/influx-query.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { minute, openPromisedHotel, type PromisedHotel } from './promised-hotel.ts';

describeWith(['influxd'], 'the promises of the house in InfluxDB', () => {
  let influxd: Influxd;
  let hotel: PromisedHotel;

  beforeAll(async () => {
    influxd = await startInfluxd();
    hotel = await openPromisedHotel('15:00', { settings: { HUB_INFLUX_URL: influxd.url } });
  });
  afterAll(async () => {
    await hotel?.close();
    await influxd?.stop();
  });

  const points = (where: string) =>
    influxQuery(influxd.url, 'touchpoint_hub', `SELECT * FROM touchpoint WHERE ${where}`);

  test('tea that was met, missed, and that nobody can know of', async () => {
    await hotel.add('tea-l1', 'tea-dispenser', 'lobby');
    await hotel.stay('r1', 'arrived');
    await hotel.live(minute);
    await hotel.dispense('tea-l1', 'green-tea');
    await hotel.stay('r2', 'arrived', { at: hotel.now() + 1000 });
    await hotel.live(5 * minute);
    await hotel.die('tea-l1');
    await hotel.stay('r3', 'arrived');
    await hotel.live(10 * minute);
    const ofTea = await eventually(
      async () => {
        // A projection tries again by the hub's clock.
        await hotel.live(5000);
        return points(`standard = 'tea-first@1'`);
      },
      (found) => found.length === 3,
    );
    expect(ofTea.map(({ outcome, touchpoint, property }) => [outcome, touchpoint, property])).toEqual([
      ['met', 'arrival', 'demo'],
      ['missed', 'arrival', 'demo'],
      ['no-evidence', 'arrival', 'demo'],
    ]);
    expect(ofTea[0]).toMatchObject({ seconds: 60, source: 'device:tea-l1', space: 'lobby', type: 'judged' });
    expect(JSON.stringify(await points('time > 0'))).not.toMatch(/"r[123]"/);
  });

  test('a request: when it came, when it was answered, by a slip first, and that it was in time', async () => {
    await hotel.ask('1201', 'towels');
    await hotel.act(await hotel.taskOf('request'), 'accept', 'undo', 'accept', 'start', 'complete');
    const types = await eventually(
      async () => {
        await hotel.live(5000);
        return (await points(`time > 0`)).map(({ type, standard, outcome }) =>
          [type, standard, outcome].join(' ').trim(),
        );
      },
      (found) =>
        ['request', 'request-answered', 'request-answered-taken-back', 'request-closed'].every((type) =>
          found.includes(type),
        ),
    );
    expect(types).toEqual(expect.arrayContaining(['judged first-answer@1 met', 'judged request-closed@1 met']));
  });
});
