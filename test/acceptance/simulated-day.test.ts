// A day of a simulated hotel, hub and hotel on one virtual clock: what the hub says of each draw is held against what the
// draw truly was, and every history against the record.
import { afterEach, expect, test } from 'vitest';
import { planHouse } from '../../devices/simulators/building.ts';
import { createHotel, type Hotel } from '../../devices/simulators/create-hotel.ts';
import { dayPace } from '../../devices/simulators/pace.ts';
import { createSimulatedClock, type SimulatedClock } from '../../devices/simulators/simulated-clock.ts';
import { agrees, type TrueDraw } from '../../devices/simulators/truth/true-draw.ts';
import { describeWith } from '../support/describe-with.ts';
import { eventually } from '../support/eventually.ts';
import { signIn } from '../support/hub-client.ts';
import { influxQuery } from '../support/influx-query.ts';
import { startInfluxd } from '../support/influxd.ts';
import { registerHouse } from '../support/register-house.ts';
import { adminPassword, startHub, type TestHub } from '../support/start-hub.ts';

interface WireDraw {
  readonly device: string;
  readonly startedAt: string;
  readonly outcome: string;
  readonly reason: string | null;
}

interface Counts {
  readonly met: number;
  readonly missed: number;
  readonly inconclusive: number;
  readonly excluded: number;
}

const hour = 3_600_000;
/** `HOTEL_ROOMS=200` for the whole house of the promise: some five minutes a day on two cores. */
const house = { seed: 'a day', rooms: Number(process.env['HOTEL_ROOMS'] ?? 24) };
const aDayMs = 20 * 60_000;

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Midnight in Shanghai, long enough ago that the day is over by now. */
function lastMidnight(): number {
  return Math.floor(Date.now() / (24 * hour)) * 24 * hour - 32 * hour;
}

async function checkIn(hub: TestHub, clock: SimulatedClock): Promise<Hotel> {
  const credentials = await registerHouse(hub.admin, planHouse(house));
  const start = clock.now();
  return createHotel({
    ...house,
    property: 'demo',
    clock,
    connect: { url: hub.mqtt },
    credentials,
    pace: dayPace,
    faults: {
      pumpFailures: { r2: [{ from: start + 4 * hour, to: start + 9 * hour }] },
      plantOutages: [{ from: start + 21 * hour, to: start + 22 * hour, temperatureC: 41 }],
    },
  });
}

/** Lives the day; @returns what truly happened, and what the hub's API says of it. */
async function liveADay(settings: Readonly<Record<string, string>>) {
  const clock = createSimulatedClock({ startAt: lastMidnight() });
  const hub = await startHub({ clock, settings });
  undo.push(hub.remove);
  const hotel = await checkIn(hub, clock);
  hotel.start();
  await clock.advanceBy(24 * hour);
  await hotel.stop();
  // The session of the morning has ended by the evening.
  const admin = await signIn(hub.http, 'admin', adminPassword);
  const draws = await admin.list<WireDraw>('/draws');
  const range = `from=${new Date(lastMidnight()).toISOString()}&to=${new Date(clock.now()).toISOString()}`;
  const compliance = async () => count((await admin.get<{ items: Counts[] }>(`/compliance?${range}&by=floor`)).items);
  return { truth: hotel.truth().draws.filter(({ seen }) => seen), draws, compliance };
}

const none: Counts = { met: 0, missed: 0, inconclusive: 0, excluded: 0 };

function count(rows: readonly Counts[]): Counts {
  return rows.reduce(
    (sum, row) => ({
      met: sum.met + row.met,
      missed: sum.missed + row.missed,
      inconclusive: sum.inconclusive + row.inconclusive,
      excluded: sum.excluded + row.excluded,
    }),
    none,
  );
}

const countDraws = (draws: readonly WireDraw[]) => count(draws.map(({ outcome }) => ({ ...none, [outcome]: 1 })));

function expectTruth(truth: readonly TrueDraw[], draws: readonly WireDraw[]): void {
  const found = new Map(draws.map((draw) => [`${draw.device} ${Date.parse(draw.startedAt)}`, draw]));
  const verdictOn = (draw: TrueDraw) => found.get(`${draw.device} ${draw.startedAt}`);
  const judged = truth.filter(({ outcome }) => outcome !== 'excluded');
  const right = judged.filter((draw) => agrees(draw, verdictOn(draw) ?? { outcome: 'absent' }));

  console.info(
    `${house.rooms} rooms, 24 h: ${truth.length} draws made, ${draws.length} on record; ${right.length} of ${judged.length} judged right`,
  );
  expect(truth.filter((draw) => verdictOn(draw) === undefined)).toEqual([]);
  expect(judged.length).toBeGreaterThan(2 * house.rooms);
  expect(right.length / judged.length).toBeGreaterThanOrEqual(0.99);
}

test(
  'every draw of the day is on record as it truly was, and the embedded history counts the same',
  async () => {
    const { truth, draws, compliance } = await liveADay({});
    expectTruth(truth, draws);
    await expect.poll(compliance, { timeout: 20_000 }).toEqual(countDraws(draws));
  },
  aDayMs,
);

describeWith(['influxd'], 'a day with InfluxDB', () => {
  test(
    'InfluxDB counts the same',
    async () => {
      const influxd = await startInfluxd();
      undo.push(influxd.stop);
      const { truth, draws, compliance } = await liveADay({ HUB_INFLUX_URL: influxd.url });
      expectTruth(truth, draws);
      const expected = countDraws(draws);
      await expect.poll(compliance, { timeout: 60_000 }).toEqual(expected);
      const points = await eventually(
        () => influxQuery(influxd.url, 'touchpoint_hub', 'SELECT count(id) FROM draw GROUP BY outcome'),
        (rows) => rows.reduce((sum, row) => sum + Number(row['count']), 0) >= draws.length,
      );
      expect(Object.fromEntries(points.map((row) => [row['outcome'], row['count']]))).toEqual(expected);
    },
    aDayMs,
  );
});
