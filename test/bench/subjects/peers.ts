// The peers on the same load and the same InfluxDB. None of them keeps anything on disk before it acknowledges.
import { join } from 'node:path';
import { type Influxd, startInfluxd } from '../../support/influxd.ts';
import { startMosquittoProcess } from '../../support/mosquitto-process.ts';
import { startNodeRed } from '../peers/node-red.ts';
import type { Writing } from '../peers/node-red-flow.ts';
import { database } from '../peers/peer-tags.ts';
import { startPeer } from './peer-process.ts';
import { storedPoints } from './stored-points.ts';
import type { Subject } from './subject.ts';

const scriptOf = (name: string) => join(import.meta.dirname, `../peers/${name}-process.ts`);

/** So that nothing is thrown away where the one behind it is slower: what it cannot keep up with counts as its drain. */
const mosquittoSettings = [
  'persistence false',
  'max_queued_messages 0',
  'max_inflight_messages 0',
  'set_tcp_nodelay true',
];

export async function startPlainScript(): Promise<Subject> {
  const influxd = await startDatabase();
  const mosquitto = await startMosquittoProcess(mosquittoSettings);
  const script = await startPeer(scriptOf('plain-script'), [mosquitto.url, influxd.url], () => true);
  return peer(influxd, mosquitto.url, { mosquitto: mosquitto.pid(), script: script.pid }, async () => {
    await script.stop();
    await mosquitto.remove();
  });
}

export async function startAedesLimit(): Promise<Subject> {
  const influxd = await startDatabase();
  const limit = await startPeer(scriptOf('aedes-limit'), [influxd.url], () => true);
  const { mqtt } = JSON.parse(limit.said) as { readonly mqtt: string };
  return peer(influxd, mqtt, { aedes: limit.pid }, limit.stop);
}

export const startNodeRedWith = (writing: Writing) => async (): Promise<Subject> => {
  const influxd = await startDatabase();
  const mosquitto = await startMosquittoProcess(mosquittoSettings);
  const nodeRed = await startNodeRed({ broker: mosquitto.url, influx: influxd.url, writing });
  return peer(influxd, mosquitto.url, { mosquitto: mosquitto.pid(), 'node-red': nodeRed.pid }, async () => {
    await nodeRed.stop();
    await mosquitto.remove();
  });
};

/** @returns points a second. @throws where not all of them are there. */
export async function writeLinesAlone(seconds: number): Promise<number> {
  const influxd = await startDatabase();
  try {
    const writer = await startPeer(scriptOf('influx-lines'), [influxd.url, String(seconds)], () => true);
    const { points, pointsPerS } = JSON.parse(writer.said) as { readonly points: number; readonly pointsPerS: number };
    const stored = await storedPoints({ url: influxd.url, database, measurement: '"telemetry"' });
    const count = [...stored.values()].reduce((sum, one) => sum + one, 0);
    if (count !== points) throw new Error(`${count} points of ${points} that InfluxDB has taken`);
    return pointsPerS;
  } finally {
    await influxd.stop();
  }
}

async function startDatabase(): Promise<Influxd> {
  const influxd = await startInfluxd();
  const made = await fetch(`${influxd.url}/query`, {
    method: 'POST',
    body: new URLSearchParams({ q: `CREATE DATABASE ${database}` }),
  });
  if (!made.ok) throw new Error(`CREATE DATABASE: ${made.status} ${await made.text()}`);
  return influxd;
}

function peer(
  influxd: Influxd,
  mqtt: string,
  pids: Readonly<Record<string, number>>,
  stop: () => Promise<void>,
): Subject {
  return {
    mqtt,
    property: 'demo',
    pids: { ...pids, influxd: influxd.pid() },
    staff: { username: 'bench', password: 'none' },
    addDevices: async (ids) => ids.map((id) => ({ id, password: 'none' })),
    stored: (devices) => storedPoints({ url: influxd.url, database, measurement: '"telemetry"' }, devices),
    async stop() {
      await stop();
      await influxd.stop();
    },
  };
}
