// What the engineers' page holds: devices, draws, incidents and spaces, loaded once and kept current by the stream.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Space } from '../../gateway/api/contract/property.ts';
import { type Answer, allPages, type Listed, mostListed, query } from '../shared/api/api.ts';
import { type Collection, createCollection } from '../shared/state/collection.ts';
import { hotelDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import type { Asking, Page } from '../shared/ui/page.ts';

export interface Plant {
  readonly devices: Collection<Device>;
  readonly draws: Collection<Draw>;
  readonly incidents: Collection<Incident>;
  readonly spaces: ReadonlySignal<readonly Space[]>;
  /** When the devices that are shown were asked for, by the hub's clock; 0 before the first answer. */
  readonly devicesAskedAt: ReadonlySignal<number>;
  load(): Promise<void>;
  /** Samples move "last heard" without an event on the stream: asked for from time to time while the page is seen. */
  refreshDevices(): Promise<void>;
}

/** Shown whatever the day: about a busy day of a small house. */
const latestDraws = 300;
/** The hotel's day is counted whole up to this many draws: 300 rooms, ten a room. */
const dayPages = 3;
/** A page that stays open all day must not gather without end. */
const drawsKept = latestDraws + dayPages * mostListed;

type Needs = Pick<Asking, 'api' | 'clock' | 'property'> & Pick<Page, 'spaces'>;

export function createPlant({ api, clock, property, spaces: openedWith }: Needs): Plant {
  const devices = createCollection<Device>((device) => device.id);
  const draws = createCollection<Draw>((draw) => draw.id);
  const incidents = createCollection<Incident>((incident) => incident.id);
  const spaces = signal(openedWith);
  const devicesAskedAt = signal(0);
  let hasLoaded = false;

  async function all<Item>(path: string): Promise<readonly Item[] | undefined> {
    const answer = await allPages<Item>(api, path);
    return answer.ok ? answer.body : undefined;
  }

  async function latest<Item>(path: string): Promise<readonly Item[] | undefined> {
    const answer = await api.get<Listed<Item>>(path);
    return answer.ok ? answer.body.items : undefined;
  }

  const refreshDevices = () =>
    devices.load(async () => {
      const askedAt = clock.read();
      const told = await all<Device>('/devices');
      if (told !== undefined) devicesAskedAt.value = askedAt;
      return told;
    });

  /** The hotel's day so far, and the latest of before. */
  async function drawsOfToday(): Promise<readonly Draw[] | undefined> {
    const midnight = startOfHotelDay(hotelDay(clock.read(), property.timeZone), property.timeZone);
    const draws: Draw[] = [];
    for (let cursor: string | null = ''; cursor !== null && draws.length < drawsKept; ) {
      const path: string = `/draws${query({ limit: cursor === '' ? latestDraws : mostListed, cursor })}`;
      const answer: Answer<Listed<Draw>> = await api.get(path);
      if (!answer.ok) return undefined;
      draws.push(...answer.body.items);
      const oldest: Draw | undefined = answer.body.items.at(-1);
      cursor = oldest !== undefined && Date.parse(oldest.startedAt) >= midnight ? answer.body.next : null;
    }
    return draws;
  }

  async function refreshSpaces(): Promise<void> {
    const told = await all<Space>('/spaces');
    if (told !== undefined) spaces.value = told;
  }

  return {
    devices: {
      ...devices,
      put: (device) => (device.revoked ? devices.remove(device.id) : devices.put(device)),
    },
    draws: {
      ...draws,
      put(draw) {
        draws.put(draw);
        if (draws.items.value.size > drawsKept) forgetOldest(draws);
      },
    },
    incidents,
    spaces,
    devicesAskedAt,
    refreshDevices,
    async load() {
      const asks = [
        refreshDevices(),
        draws.load(drawsOfToday),
        incidents.load(() => latest<Incident>('/incidents?open=true&limit=100')),
      ];
      // What the page was opened with is new enough for its first load.
      if (hasLoaded) asks.push(refreshSpaces());
      hasLoaded = true;
      await Promise.all(asks);
    },
  };
}

function forgetOldest(draws: Collection<Draw>): void {
  const oldestFirst = [...draws.items.value.values()].sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  for (const draw of oldestFirst.slice(0, latestDraws)) draws.remove(draw.id);
}
