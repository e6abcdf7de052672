// An open broker as a process, for foreign test suites: `node test/broker/open-broker-process.ts [port]`. The one for MQTT 3.1.1 of
// Eclipse Paho (eclipse/paho.mqtt.testing, interoperability/client_test.py) asks for port 1883 of this machine.
import { createOpenBroker } from './open-broker.ts';

const { port } = await createOpenBroker({ port: Number(process.argv[2] ?? 0) }).start();
process.stdout.write(`${JSON.stringify({ port })}\n`);
