// A broker with its state in hub.db, in a process of its own that a test can kill. Told on standard input, one line of
// JSON each, what to publish; says on standard output when that has resolved.
import { createInterface } from 'node:readline';
import { createBroker } from '../../broker/broker.ts';
import { createBrokerStorage } from '../../gateway/store/broker-storage.ts';
import { openStore } from '../../gateway/store/store.ts';
import { devices, identify } from './people.ts';

const store = await openStore({ dataDir: process.argv[2] as string });
const broker = createBroker({
  host: '127.0.0.1',
  port: 0,
  storage: createBrokerStorage(store.database),
  authenticate: identify,
  isDevice: (id) => devices.includes(id),
  admit: async () => {},
});
const { port } = await broker.start();
process.stdout.write(`${JSON.stringify({ port })}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { topic, payload, retain } = JSON.parse(line) as { topic: string; payload: string; retain: boolean };
  void broker.publish(topic, payload, { retain }).then(() => process.stdout.write(`${JSON.stringify({ payload })}\n`));
});
