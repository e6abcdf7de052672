// A house that has been measured for a year, written by the hub's own store as the hub would have written it: registry, snapshots of its
// devices, and draws with their verdicts on the chain of evidence. Only the curves are short.
import type { DeviceId } from '../../../devices/identifiers.ts';
import { createRandom, type Random } from '../../../devices/simulators/random.ts';
import { createDevice, describeDevice, snapshotDevice } from '../../../gateway/domain/devices/device.ts';
import { takeSamples } from '../../../gateway/domain/devices/take-samples.ts';
import type { Draw, DrawOutcome } from '../../../gateway/domain/draw.ts';
import type { Fact, RecordedFact } from '../../../gateway/domain/facts.ts';
import type { DeviceRecord, Space, SpaceId } from '../../../gateway/domain/property.ts';
import { presets } from '../../../gateway/domain/warm-up/presets.ts';
import { openStore } from '../../../gateway/store/store.ts';

export interface FilledHouse {
  /** Of the last fact. */
  lastSeq(): number;
  /** Until there are so many devices, each with a room. */
  addDevices(upTo: number): Promise<void>;
  /** Until there are so many draws, evenly over all devices and the time. */
  addDraws(upTo: number): Promise<void>;
  /** So many facts more, recorded where the time of the draws ends. */
  addFacts(count: number, factOf: (n: number) => Fact): Promise<void>;
  close(): Promise<void>;
}

export interface House {
  readonly devices: number;
  readonly draws: number;
  /** The time of the draws ends here, Unix ms. */
  readonly until: number;
  /** How long it is; unset: a year. */
  readonly spanMs?: number;
}

export const yearMs = 365 * 86_400_000;
const factsOfCommit = 1_000;
const roomsOfFloor = 40;
const roomsOfRiser = 20;
/** An idle outlet speaks this often; as many instants are remembered of it as the hub remembers. */
const idleGapMs = 10_000;
const remembered = 1_200;
/** No device speaks to the millisecond, and what is remembered of one that does takes no room. */
const clockWandersMs = 50;
const curve = [-1, 0, 5, 8].map((s) => ({ s, temperatureC: 20 + 3 * s, flowLpm: s < 0 ? 0 : 8 }));

export async function openFilledHouse(dataDir: string, house: House): Promise<FilledHouse> {
  const store = await openStore({ dataDir });
  const random = createRandom(`draws from ${house.draws}`);
  let { devices, draws } = house;
  // The hub writes facts of its own while it runs.
  const [last] = await store.database.file.read<{ seq: number }>(
    'select max(coalesce((select max(seq) from fact), 0), coalesce((select max(seq) from cursor), 0)) as seq',
  );
  let seq = last?.seq ?? 0;

  const recorded = (fact: Fact, at: number): RecordedFact => ({ seq: ++seq, at, fact });

  async function commitAll(from: number, upTo: number, factsOf: (n: number) => readonly RecordedFact[]) {
    for (let n = from; n < upTo; n += factsOfCommit) {
      const numbers = Array.from({ length: Math.min(factsOfCommit, upTo - n) }, (_, index) => n + index);
      await store.commit({ facts: numbers.flatMap(factsOf), samples: [], seen: [], snapshots: [] });
    }
  }

  return {
    lastSeq: () => seq,
    async addDevices(upTo) {
      const from = devices;
      const status = heardDevice(placeOf(from), house.until);
      await commitAll(from, upTo, (n) => {
        const { record, space } = placeOf(n);
        const device = { ...status.known, record, floor: space.floor, riser: space.riser };
        return [
          recorded({ type: 'space-changed', space }, house.until),
          recorded({ type: 'device-changed', device }, house.until),
        ];
      });
      const snapshots = Array.from({ length: upTo - from }, (_, n) => ({
        device: placeOf(from + n).record.id,
        seq,
        state: status.snapshot,
      }));
      await store.commit({ facts: [], samples: [], seen: [], snapshots });
      devices = upTo;
    },
    async addDraws(upTo) {
      const { spanMs = yearMs } = house;
      const [from, stepMs] = [draws, spanMs / Math.max(1, upTo - draws)];
      await commitAll(from, upTo, (n) => {
        const startedAt = Math.floor(house.until - spanMs + (n - from) * stepMs);
        const draw = drawOf(placeOf(n % devices), startedAt, random);
        return [recorded({ type: 'draw-closed', draw, curve }, draw.judgedAt)];
      });
      draws = upTo;
    },
    addFacts: (count, factOf) => commitAll(0, count, (n) => [recorded(factOf(n), house.until)]),
    close: () => store.close(),
  };
}

interface Place {
  readonly record: DeviceRecord;
  readonly space: Space & { readonly floor: string; readonly riser: string };
}

/** The room with this number, and its device. */
export function placeOf(n: number): Place {
  const [id, floor, riser] = [
    `room-${n}` as SpaceId,
    `${Math.floor(n / roomsOfFloor)}`,
    `r${Math.floor(n / roomsOfRiser)}`,
  ];
  const sensor = { point: 'hot-branch', tauS: 0, resolutionC: 0 } as const;
  return {
    space: { id, kind: 'room', floor, riser },
    record: { id: `hw-${n}` as DeviceId, kind: 'hot-water-sensor', space: id, sensor },
  };
}

/** What the hub knows of an outlet that has been heard for hours, and then went; told, so that the house is quiet while it is measured. */
function heardDevice({ record, space }: Place, until: number) {
  const device = createDevice(record, space, presets);
  const samples = Array.from({ length: remembered }, (_, n) => ({
    at: until - (remembered - n) * idleGapMs + ((n * 37) % clockWandersMs),
    readings: { temperature: 22 + (n % 7) / 16, flow: 0 },
  }));
  takeSamples(device, samples, 'device', until);
  device.presence = 'offline';
  device.missed = true;
  device.lastHeardAt = until;
  return { known: describeDevice(device), snapshot: snapshotDevice(device) };
}

/** As a house that mostly keeps its promise: 82 % met, 6 % missed, the rest says nothing. */
function drawOf({ record, space }: Place, startedAt: number, random: Random): Draw {
  const chance = random.next();
  const outcome: DrawOutcome =
    chance < 0.82 ? 'met' : chance < 0.88 ? 'missed' : chance < 0.9 ? 'inconclusive' : 'excluded';
  const seconds = outcome === 'met' ? random.between(3, 9.4) : random.between(10.6, 40);
  return {
    id: `${record.id}:${startedAt}`,
    device: record.id,
    space: space.id,
    floor: space.floor,
    riser: space.riser,
    startedAt,
    endedAt: startedAt + 90_000,
    outcome,
    ...(outcome === 'excluded' ? { reason: random.chance(0.5) ? 'warm-start' : 'too-short' } : { seconds }),
    censored: false,
    uncertaintyS: 0.5,
    litres: (seconds * 8) / 60,
    meanFlowLpm: 8,
    startTemperatureC: 20,
    chainedS: 0,
    standard: 'house-10s@1',
    otherVerdicts: [],
    judgedAt: startedAt + 93_000,
    notes: [],
    staffTest: false,
  };
}
