// What the engineers' page holds: devices, draws, incidents and spaces, loaded once and kept current by the stream.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import type { Incident } from '../../gateway/api/contract/incident.ts';
import type { Space } from '../../gateway/api/contract/property.ts';
import { type Collection, createCollection } from '../shared/state/collection.ts';
import type { Page } from '../shared/ui/page.ts';

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

export function createPlant({ api }: Page): Plant {
  const devices = createCollection<Device>((device) => device.id);
  const draws = createCollection<Draw>((draw) => draw.id);
  const incidents = createCollection<Incident>((incident) => incident.id);
  const spaces = signal<readonly Space[]>([]);

  async function all<Item>(path: string): Promise<readonly Item[] | undefined> {
    const items: Item[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const answer = await api.get<{ items: Item[]; next: string | null }>(path + cursor);
      if (!answer.ok) return undefined;
      items.push(...answer.body.items);
      next = answer.body.next;
    }
    return items;
  }

  async function latest<Item>(path: string): Promise<readonly Item[] | undefined> {
    const answer = await api.get<{ items: Item[] }>(path);
    return answer.ok ? answer.body.items : undefined;
  }

  const refreshDevices = () => devices.load(() => all<Device>('/devices?limit=1000'));

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
      await Promise.all([
        refreshDevices(),
        draws.load(() => latest<Draw>(`/draws?limit=${drawsShown}`)),
        incidents.load(() => latest<Incident>('/incidents?open=true&limit=100')),
        all<Space>('/spaces?limit=1000').then((told) => {
          if (told !== undefined) spaces.value = told;
        }),
      ]);
    },
  };
}

function forgetOldest(draws: Collection<Draw>): void {
  const oldestFirst = [...draws.items.value.values()].sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  for (const draw of oldestFirst.slice(0, oldestFirst.length - drawsShown)) draws.remove(draw.id);
}
