// An open broker as a process, for foreign test suites: `node test/broker/open-broker-process.ts [port]`.
import { createOpenBroker } from './open-broker.ts';

const { port } = await createOpenBroker({ port: Number(process.argv[2] ?? 0) }).start();
process.stdout.write(`${JSON.stringify({ port })}\n`);
