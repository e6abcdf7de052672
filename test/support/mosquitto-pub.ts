// A foreign client as a real device maker would use it: Mosquitto's own, one message a line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathOf } from './services.ts';

export interface Publisher {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** QoS 1, in order; resolves when the last message is acknowledged. @throws with what mosquitto_pub said. */
export function mosquittoPub(as: Publisher, topic: string, messages: readonly string[]): Promise<void> {
  return run(as, topic, ['-l'], messages.map((message) => `${message}\n`).join(''));
}

/** One message of any bytes, QoS 1. @throws with what mosquitto_pub said. */
export function mosquittoPubBytes(
  as: Publisher,
  topic: string,
  payload: string | Uint8Array,
  { retain = false } = {},
): Promise<void> {
  return run(as, topic, payload.length === 0 ? ['-n'] : ['-s', ...(retain ? ['-r'] : [])], payload);
}

async function run(as: Publisher, topic: string, how: readonly string[], input: string | Uint8Array): Promise<void> {
  const { hostname, port } = new URL(as.url);
  const command = pathOf('mosquitto_pub') ?? 'mosquitto_pub';
  const signIn = ['-i', as.username, '-u', as.username, '-P', as.password];
  const child = spawn(command, ['-h', hostname, '-p', port, ...signIn, '-q', '1', '-t', topic, ...how]);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  // One that was refused ends before it has read: its exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`mosquitto_pub to ${topic}: exit ${code} ${said}`);
}
