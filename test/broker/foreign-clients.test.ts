// Clients that nobody here wrote: mosquitto_pub and mosquitto_sub.
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startBroker } from './start-broker.ts';

const run = promisify(execFile);
const own = 'hub/demo/shower-0305';
const signIn = ['-u', 'shower-0305', '-P', 'secret'];

function mosquittoPub(port: number, ...options: string[]) {
  return run('mosquitto_pub', ['-h', '127.0.0.1', '-p', String(port), ...options]);
}

it.each(['0', '1', '2'])('mosquitto_pub sends with QoS %s under a client id of its own making', async (qos) => {
  const { port, taken } = await startBroker();
  await mosquittoPub(port, ...signIn, '-q', qos, '-t', `${own}/telemetry`, '-m', '{"flow":8}');
  await vi.waitFor(() => expect(taken).toEqual([{ topic: `${own}/telemetry`, payload: '{"flow":8}', retain: false }]));
});

it('mosquitto_pub sends one message a line over one connection, in order', async () => {
  const { port, taken } = await startBroker();
  const lines = Array.from({ length: 300 }, (_, n) => String(n));
  const pub = mosquittoPub(port, ...signIn, '-q', '1', '-l', '-t', `${own}/telemetry`);
  pub.child.stdin?.end(lines.join('\n'));
  await pub;
  expect(taken.map(({ payload }) => payload)).toEqual(lines);
});

it('mosquitto_pub is told that the password is wrong, and that MQTT 5 is not spoken here', async () => {
  const { port } = await startBroker();
  const topic = ['-t', `${own}/telemetry`, '-m', '{}', '-q', '1'];
  await expect(mosquittoPub(port, '-u', 'shower-0305', '-P', 'guess', ...topic)).rejects.toThrow(
    /not authorised|bad user/i,
  );
  await expect(mosquittoPub(port, ...signIn, '-V', 'mqttv5', ...topic)).rejects.toThrow(
    /unsupported protocol version/i,
  );
});

it('a command that was published while mosquitto_sub was away comes when it is back', async () => {
  const { port, broker } = await startBroker();
  const subscribe = (...options: string[]) => [
    ...['-h', '127.0.0.1', '-p', String(port), ...signIn, '-i', 'shower-0305', '-c', '-q', '1'],
    ...['-t', `${own}/command`, ...options],
  ];
  await run('mosquitto_sub', subscribe('-E'));
  await broker.publish(`${own}/command`, 'open', { retain: false });
  const { stdout } = await run('mosquitto_sub', subscribe('-C', '1', '-v'));
  expect(stdout).toBe(`${own}/command open\n`);
});

it('the last will of a killed mosquitto_sub says that the device is offline', async () => {
  const { port, taken, changes } = await startBroker();
  const will = ['--will-topic', `${own}/presence`, '--will-payload', 'offline', '--will-qos', '1', '--will-retain'];
  const connection = ['-h', '127.0.0.1', '-p', String(port), ...signIn, '-i', 'shower-0305'];
  const sub = spawn('mosquitto_sub', [...connection, ...will, '-t', `${own}/command`], { stdio: 'ignore' });
  onTestFinished(() => {
    sub.kill('SIGKILL');
  });
  await vi.waitFor(() => expect(changes).toEqual(['shower-0305 here']));
  sub.kill('SIGKILL');
  await vi.waitFor(() => expect(taken.map(({ payload }) => payload)).toEqual(['offline']));
});
