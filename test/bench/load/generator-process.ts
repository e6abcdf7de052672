// The load in a process of its own, on as many connections as there are devices. `order.ts` says what it is told and what it answers;
// it ends with its standard input, and with exit code 1 and a reason where the other side did not keep up its part.
import { createInterface } from 'node:readline';
import type { DeviceId, PropertyId } from '../../../devices/identifiers.ts';
import { deviceTopic } from '../../../devices/topics.ts';
import { type LoadConnection, openLoadConnection } from './load-connection.ts';
import { createMessageRing } from './message-ring.ts';
import type { Fleet, LoadAnswer, LoadDevice, Run } from './order.ts';
import { type LoadRun, startRun } from './run-load.ts';

/** One more than a window may be; what a cycle of telemetry has beyond it is used too. */
const leastRing = 64;
const connectingAtOnce = 200;

const lines = createInterface({ input: process.stdin });
const orders = lines[Symbol.asyncIterator]();
const fleet = JSON.parse((await orders.next()).value as string) as Fleet;
let running: LoadRun | undefined;
const connections: LoadConnection[] = [];
for (let from = 0; from < fleet.devices.length; from += connectingAtOnce) {
  connections.push(...(await Promise.all(fleet.devices.slice(from, from + connectingAtOnce).map(open))));
}
const [first] = connections;
tell({ said: 'connected', messageBytes: first?.ring.messageBytes ?? 0, payloadBytes: first?.ring.payloadBytes ?? 0 });
for (let order = await orders.next(); !order.done; order = await orders.next()) {
  running = startRun(connections, JSON.parse(order.value) as Run, fleet.samplesPerMessage);
  const result = await running.finish((said) => tell({ said }));
  if (result.deviceTime > Date.now()) fail(new Error('device time is ahead of the clock: begin earlier'));
  tell({ said: 'result', ...result });
}
for (const connection of connections) connection.end();

function open({ id, password }: LoadDevice): Promise<LoadConnection> {
  const { mqtt, qos, property } = fleet;
  const topic = deviceTopic(property as PropertyId, id as DeviceId, 'telemetry');
  return openLoadConnection({
    mqtt,
    id,
    password,
    qos,
    ring: createMessageRing({ ...fleet, topic, device: id, leastLength: leastRing }),
    answered: (dueAt, now) => running?.answered(dueAt, now),
    settled: (connection) => running?.settled(connection),
    failed: fail,
  });
}

function fail(error: Error): never {
  process.stderr.write(`load: ${error.message}\n`);
  process.exit(1);
}

function tell(answer: LoadAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
