// Loaded into a process before its own code, with --expose-gc: what it holds is then what it cannot let go of, where V8 by itself lets
// garbage lie as long as there is room.
import { isMainThread } from 'node:worker_threads';

const everyMs = 5_000;

if (isMainThread) setInterval(() => globalThis.gc?.(), everyMs).unref();
