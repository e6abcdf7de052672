// What the engineers' page holds: devices, draws, incidents and spaces, loaded once and kept current by the stream.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Space } from '../../gateway/api/contract/property.ts';
import { allPages, type Listed } from '../shared/api/api.ts';
import { type Collection, createCollection } from '../shared/state/collection.ts';
import type { Asking, Page } from '../shared/ui/page.ts';

export interface Plant {
  readonly devices: Collection<Device>;
  readonly draws: Collection<Draw>;
  readonly incidents: Collection<Incident>;
  readonly spaces: ReadonlySignal<readonly Space[]>;
  load(): Promise<void>;
  /** Samples move "last heard" without an event on the stream: asked for from time to time while the page is seen. */
  refreshDevices(): Promise<void>;
}

/** The latest draws of the house: about a busy day of a small one. */
const drawsShown = 300;
/** A page that stays open all day must not gather the day without end. */
const drawsKept = 2 * drawsShown;

export function createPlant({ api, spaces: openedWith }: Pick<Asking, 'api'> & Pick<Page, 'spaces'>): Plant {
  const devices = createCollection<Device>((device) => device.id);
  const draws = createCollection<Draw>((draw) => draw.id);
  const incidents = createCollection<Incident>((incident) => incident.id);
  const spaces = signal(openedWith);
  let hasLoaded = false;

  async function all<Item>(path: string): Promise<readonly Item[] | undefined> {
    const answer = await allPages<Item>(api, path);
    return answer.ok ? answer.body : undefined;
  }

  async function latest<Item>(path: string): Promise<readonly Item[] | undefined> {
    const answer = await api.get<Listed<Item>>(path);
    return answer.ok ? answer.body.items : undefined;
  }

  const refreshDevices = () => devices.load(() => all<Device>('/devices'));

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
    refreshDevices,
    async load() {
      const asks = [
        refreshDevices(),
        draws.load(() => latest<Draw>(`/draws?limit=${drawsShown}`)),
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
  for (const draw of oldestFirst.slice(0, oldestFirst.length - drawsShown)) draws.remove(draw.id);
}
