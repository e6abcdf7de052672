// Goal 4.18: what managers read equals what anybody would count from the stored points. Ten thousand random draws, many stopped
// early, go through the detector into both stores; the points are then read back and judged by a second, simpler hand.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceId } from '../../devices/identifiers.ts';
import { createRandom } from '../../devices/simulators/random.ts';
import { drawMisses, floorHeatmap, hourHeatmap, missesOf } from '../../gateway/api/misses.ts';
import { createCalendar } from '../../gateway/domain/calendar.ts';
import type { CurvePoint, Draw, WaterSample } from '../../gateway/domain/draw.ts';
import type { Fact } from '../../gateway/domain/facts.ts';
import type { SpaceId } from '../../gateway/domain/property.ts';
import { judgeTrace } from '../../gateway/domain/warm-up/judge-trace.ts';
import { presets } from '../../gateway/domain/warm-up/presets.ts';
import { openEmbeddedHistory } from '../../gateway/history/embedded.ts';
import { embeddedHistoryFile } from '../../gateway/history/embedded-schema.ts';
import type { History } from '../../gateway/ports.ts';
import { openSqliteFile, type SqliteFile } from '../../gateway/store/sqlite-file.ts';
import { openStore, type Store } from '../../gateway/store/store.ts';

const rooms = 100;
const drawsOfRoom = 100;
const timeZone = 'Asia/Shanghai';
const minuteMs = 60_000;
const begin = Date.parse('2026-03-01T00:00+08:00');
const [tenSeconds] = presets;
const placeOf = (room: number) => ({
  space: `${10 + Math.floor(room / 10)}${String(room % 10).padStart(2, '0')}`,
  floor: String(10 + Math.floor(room / 10)),
  riser: `r${room % 10}`,
});

/** Cold, a front of one to two seconds, hot; the tap is closed whenever the guest likes. */
function samplesOf(room: number): WaterSample[] {
  const random = createRandom(`room ${room}`);
  const samples: WaterSample[] = [];
  let at = begin + room * 1_000;
  for (let draw = 0; draw < drawsOfRoom; draw += 1) {
    // Further apart than tries that chain, and a cold pipe again each time.
    at += Math.round(120 + random.next() * 240) * minuteMs;
    const frontS = 1 + random.next() * 16;
    const openS = 2 + Math.round(random.next() * 30);
    for (let s = -1; s <= openS + 5; s += 1) {
      const temperatureC = 20 + 34 / (1 + Math.exp(-2 * (s - frontS)));
      samples.push({ at: at + s * 1000, temperatureC, flowLpm: s >= 0 && s <= openS ? 8 : 0 });
    }
  }
  // The last tap is known to be closed.
  samples.push({ at: at + 10 * minuteMs, temperatureC: 20, flowLpm: 0 });
  return samples;
}

type Outcome = Draw['outcome'];

/** By the points alone: when was it opened, when was it 45 °C and stayed so, and did anybody wait that long? */
function judgeByHand(points: readonly CurvePoint[]): Outcome {
  const open = points.filter(({ flowLpm = 0 }) => flowLpm >= 1);
  const edge = open[0]?.s ?? 0;
  const lastS = (open.at(-1)?.s ?? 0) - edge;
  const warm = (s: number) => points.find((point) => point.s === s + edge)?.temperatureC ?? Number.NaN;
  const firstSeconds = open.filter(({ s }) => s - edge <= 5).map(({ temperatureC }) => temperatureC ?? 99);
  if (Math.min(...firstSeconds) > 35) return 'excluded';
  for (let s = 1; s <= lastS; s += 1) {
    if (warm(s) < 45) continue;
    const crossing = s - 1 + (45 - warm(s - 1)) / (warm(s) - warm(s - 1));
    if (Math.abs(crossing - 10) <= 0.5) return 'inconclusive';
    return crossing < 10 ? 'met' : 'missed';
  }
  return lastS > 10 ? 'missed' : 'excluded';
}

interface Recounted {
  readonly at: number;
  readonly place: ReturnType<typeof placeOf>;
  readonly outcome: Outcome;
}

let directory: string;
let store: Store;
let file: SqliteFile;
let history: History;
let recounted: readonly Recounted[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hub-recount-'));
  store = await openStore({ dataDir: directory });
  file = await openSqliteFile({ ...embeddedHistoryFile, path: join(directory, 'history.db') });
  history = await openEmbeddedHistory({ file, timeZone });
  let seq = 0;
  for (let room = 0; room < rooms; room += 1) {
    const { space, ...place } = placeOf(room);
    const sensor = { point: 'hot-branch', tauS: 0, resolutionC: 0 } as const;
    const outlet = { device: `hw-${space}` as DeviceId, sensor, standard: tenSeconds!, otherStandards: [] };
    const facts = judgeTrace(outlet, samplesOf(room)).map(({ draw, curve }) => {
      const fact: Fact = {
        type: 'draw-closed',
        draw: { ...draw, space: space as SpaceId, ...place, judgedAt: draw.startedAt + 20_000 },
        curve,
      };
      seq += 1;
      return { seq, at: draw.startedAt, fact };
    });
    await store.commit({ facts, samples: [], seen: [], snapshots: [] });
    await history.writeFacts(facts);
  }
  recounted = await recount();
}, 300_000);
afterAll(async () => {
  await store?.close();
  await file?.close();
  await rm(directory, { recursive: true });
});

async function recount(): Promise<readonly Recounted[]> {
  const all: Recounted[] = [];
  for (let room = 0; room < rooms; room += 1) {
    const place = placeOf(room);
    for (let cursor: string | undefined; ; ) {
      const page = await store.drawsWithCurves({
        space: place.space,
        limit: 200,
        ...(cursor !== undefined && { cursor }),
      });
      all.push(...page.items.map(({ draw, curve }) => ({ at: draw.startedAt, place, outcome: judgeByHand(curve) })));
      cursor = page.next;
      if (cursor === undefined) break;
    }
  }
  return all;
}

const { dayOf, timeOf } = createCalendar(timeZone);
const keys = {
  day: ({ at }: Recounted) => dayOf(at),
  space: ({ place }: Recounted) => place.space,
  floor: ({ place }: Recounted) => place.floor,
  riser: ({ place }: Recounted) => place.riser,
} as const;
/** Neither whole days nor hours. */
const span = { from: begin + 7 * 3_600_000 + 11 * minuteMs, to: begin + 13 * 86_400_000 + 5 * minuteMs };
const inSpan = () => recounted.filter(({ at }) => at >= span.from && at < span.to);

test('there are ten thousand draws, of every outcome, a good part of them stopped early', () => {
  expect(recounted.length).toBe(rooms * drawsOfRoom);
  for (const outcome of ['met', 'missed', 'inconclusive', 'excluded'] as const) {
    expect(recounted.filter((one) => one.outcome === outcome).length, outcome).toBeGreaterThan(300);
  }
});

test.each(Object.entries(keys))('by %s the figures are those of the points', async (by, keyOf) => {
  const rows = await history.tally({ ...span, by: by as keyof typeof keys, timeZone });
  const byHand = [...Map.groupBy(inSpan(), keyOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  const count = (some: readonly Recounted[], outcome: Outcome) => some.filter((one) => one.outcome === outcome).length;
  expect(
    rows.map(({ key, met, missed, inconclusive, excluded }) => [key, met, missed, inconclusive, excluded]),
  ).toEqual(
    byHand.map(([key, some]) => [
      key,
      count(some, 'met'),
      count(some, 'missed'),
      count(some, 'inconclusive'),
      count(some, 'excluded'),
    ]),
  );
});

/** Key, met, missed and the rest. */
function countsByHand(keyOf: (one: Recounted) => string): readonly (string | number)[][] {
  return [...Map.groupBy(inSpan(), keyOf)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, some]) => [
      key,
      some.filter(({ outcome }) => outcome === 'met').length,
      some.filter(({ outcome }) => outcome === 'missed').length,
      some.filter(({ outcome }) => outcome !== 'met' && outcome !== 'missed').length,
    ]);
}

test('the heatmap, and what ate the budget, are those of the points', async () => {
  const ofHouse = { ...span, timeZone, standard: 'house-10s' };
  const quarters = await history.outcomes.byQuarter(ofHouse);
  const cells = hourHeatmap(quarters, { dayOf, timeOf });
  expect(cells.map(({ day, row, met, missed, unjudged }) => [`${day}/${row}`, met, missed, unjudged])).toEqual(
    countsByHand(({ at }) => `${dayOf(at)}/${timeOf(at).slice(0, 2)}`),
  );
  const floors = floorHeatmap(await history.outcomes.byFloor(ofHouse));
  expect(floors.map(({ day, row, met, missed, unjudged }) => [`${day}/${row}`, met, missed, unjudged])).toEqual(
    countsByHand(({ at, place }) => `${dayOf(at)}/${place.floor}`),
  );
  const places = await history.outcomes.missesByPlace(ofHouse);
  const [eaten] = missesOf(drawMisses(quarters, places, { dayOf, timeOf }));
  const missed = inSpan().filter(({ outcome }) => outcome === 'missed');
  expect(eaten?.missed).toBe(missed.length);
  for (const { by, key, missed: share } of eaten?.shares ?? []) {
    if (by === 'cause' || by === 'hour') continue;
    expect(share, `${by} ${key}`).toBe(missed.filter((one) => keys[by](one) === key).length);
  }
});
