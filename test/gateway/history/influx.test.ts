// The history in a real InfluxDB: the contract, and what only a server can do to us.
import { afterAll, beforeAll } from 'vitest';
import { createInfluxHistory } from '../../../gateway/history/influx.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { historyContract } from './history-contract.ts';

describeWith(['influxd'], 'the history in InfluxDB', () => {
  let influxd: Influxd;
  let databases = 0;

  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd.stop());

  historyContract('InfluxDB', async () => ({
    history: createInfluxHistory({
      url: influxd.url,
      database: `hub_${++databases}`,
      property: 'demo',
      deviceTags: () => ({ kind: 'hot-water-sensor', space: '1203' }),
      deadLetters: {
        setAside: async ({ reason }) => {
          throw new Error(`set aside: ${reason}`);
        },
      },
    }),
    close: async () => {},
  }));
});
