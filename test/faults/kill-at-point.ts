// Loaded before the hub's own modules (`node --import`), in each of its threads: the process is killed at one point between the
// receipt of one marked message and its acknowledgement, once in the life of a data directory.
import { existsSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { MessagePort, Worker } from 'node:worker_threads';
import type { KillPoint } from './kill-points.ts';
import { markedId } from './kill-points.ts';

const { FAULT_POINT: wanted = '', HUB_DATA_DIR: dataDir = '' } = process.env;
const done = join(dataDir, 'killed');

function passes(point: KillPoint): void {
  if (point !== wanted || existsSync(done)) return;
  writeFileSync(done, '');
  process.kill(process.pid, 'SIGKILL');
}

const isMarked = (value: unknown): boolean =>
  typeof value === 'string' || Buffer.isBuffer(value)
    ? value.includes(markedId)
    : (JSON.stringify(value) ?? '').includes(markedId);

type Call = (this: unknown, ...given: unknown[]) => unknown;

/** @param around is given the way to go on */
function wrap(prototype: object, name: string, around: (goOn: () => unknown, given: unknown[]) => unknown): void {
  const methods = prototype as Record<string, Call>;
  const method = methods[name] as Call;
  methods[name] = function wrapped(this: unknown, ...given: unknown[]) {
    return around(() => method.apply(this, given), given);
  };
}

/** The request that carries the message to the writer, and whether its answer is there. */
let request: number | undefined;
let isCommitted = false;
/** In the writer's thread: its transaction is the message's. */
let isOfMessage = false;

wrap(Socket.prototype, 'push', (goOn, [bytes]) => {
  const isIt = Buffer.isBuffer(bytes) && isMarked(bytes);
  if (isIt) passes('read from the socket');
  const result = goOn();
  if (isIt) passes('taken apart');
  return result;
});

wrap(Worker.prototype, 'postMessage', (goOn, [message]) => {
  const isIt = request === undefined && isMarked(message);
  if (isIt) {
    passes('decided');
    request = (message as { readonly number: number }).number;
  }
  const result = goOn();
  if (isIt) passes('handed to the writer');
  return result;
});

wrap(StatementSync.prototype, 'run', (goOn, given) => {
  const isIt = !isOfMessage && given.some(isMarked);
  if (isIt) passes('in a transaction');
  const result = goOn();
  if (isIt) {
    isOfMessage = true;
    passes('written');
  }
  return result;
});

wrap(DatabaseSync.prototype, 'exec', (goOn, [sql]) => {
  const result = goOn();
  if (isOfMessage && sql === 'COMMIT') passes('committed');
  return result;
});

wrap(MessagePort.prototype, 'postMessage', (goOn) => {
  const result = goOn();
  if (isOfMessage) passes('answered by the writer');
  return result;
});

wrap(Worker.prototype, 'emit', (goOn, [event, answer]) => {
  const isAnswer = event === 'message' && request !== undefined;
  if (isAnswer && (answer as { readonly number?: number }).number === request) {
    passes('heard of');
    isCommitted = true;
  }
  return goOn();
});

wrap(Socket.prototype, 'write', (goOn, [bytes]) => {
  const puback = 0x40;
  if (isCommitted && Buffer.isBuffer(bytes) && bytes[0] === puback) passes('about to be acknowledged');
  return goOn();
});
