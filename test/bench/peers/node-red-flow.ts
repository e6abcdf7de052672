// The flow that a house technician would draw: telemetry in, a function that checks and judges, InfluxDB out, the task out. Point by point
// as the InfluxDB node's own example has it, or joined into arrays for its batch node.
import { createTaker } from './judge-outlet.ts';
import { database, tagsOf, taskOf, taskTopic } from './peer-tags.ts';

export type Writing = 'point by point' | 'in batches';

export interface FlowOptions {
  readonly broker: string;
  readonly influx: string;
  readonly writing: Writing;
}

const pointsOfBatch = 1_000;
const longestWaitS = 0.1;

export function nodeRedFlow({ broker, influx, writing }: FlowOptions): readonly object[] {
  const [mqtt, influxdb] = [new URL(broker), new URL(influx)];
  const [first, ...more] = writing === 'point by point' ? ['write'] : ['join', 'write'];
  // A node without a place on the page is taken for a setting of others.
  const place = { z: 'tab', x: 100, y: 100 };
  const wires = (...targets: string[]) => ({ wires: [targets] });
  const joined = {
    mode: 'custom',
    build: 'array',
    property: 'payload',
    propertyType: 'msg',
    joiner: '',
    joinerType: 'str',
  };
  const ends = { accumulate: false, timeout: String(longestWaitS), count: String(pointsOfBatch), reduceRight: false };
  const writer = { name: '', influxdb: 'influx', precision: 'ms', retentionPolicy: '' };
  return [
    { id: 'tab', type: 'tab', label: 'hot water' },
    {
      id: 'mqtt',
      type: 'mqtt-broker',
      broker: mqtt.hostname,
      port: mqtt.port,
      clientid: 'node-red',
      protocolVersion: '4',
    },
    {
      ...{ id: 'influx', type: 'influxdb', hostname: influxdb.hostname, port: influxdb.port, database },
      ...{ influxdbVersion: '1.x', usetls: false, credentials: { username: '', password: '' } },
    },
    {
      ...{
        id: 'in',
        type: 'mqtt in',
        ...place,
        topic: 'hub/demo/+/telemetry',
        qos: '1',
        datatype: 'json',
        broker: 'mqtt',
      },
      ...wires('judge'),
    },
    {
      ...{ id: 'judge', type: 'function', ...place, name: 'judge', outputs: 2, timeout: 0, noerr: 0, libs: [] },
      ...{ initialize: `context.set('take', (${createTaker})());`, finalize: '', func: judging(writing) },
      wires: [[first], ['task']],
    },
    ...(more.length > 0 ? [{ id: 'join', type: 'join', ...place, ...joined, ...ends, ...wires(...more) }] : []),
    writing === 'point by point'
      ? { id: 'write', type: 'influxdb out', ...place, ...writer, measurement: '', wires: [] }
      : { id: 'write', type: 'influxdb batch', ...place, ...writer, wires: [] },
    { id: 'task', type: 'mqtt out', ...place, topic: taskTopic, qos: '1', retain: 'false', broker: 'mqtt', wires: [] },
  ];
}

/** The text of the function node. Its context keeps the outlets between messages. */
function judging(writing: Writing): string {
  const point =
    writing === 'point by point'
      ? '({ measurement, payload: [{ ...fields, time }, tags] })'
      : '({ payload: { measurement, tags, fields, timestamp: time } })';
  return `
    const tagsOf = ${tagsOf};
    const taskOf = ${taskOf};
    const point = (measurement, tags, fields, time) => ${point};
    const device = msg.topic.split('/')[2];
    const now = Date.now();
    const taken = context.get('take')(device, msg.payload, now);
    if (taken === undefined) return null;
    const tags = tagsOf(device);
    const points = taken.samples.map(({ at, ...readings }) => point('telemetry', tags, readings, at));
    for (const { startedAt, outcome, seconds, litres } of taken.draws) {
      points.push(point('draw', { ...tags, outcome }, { seconds, litres }, startedAt));
    }
    return [points, taken.missed ? { payload: taskOf(device, now) } : null];
  `;
}
