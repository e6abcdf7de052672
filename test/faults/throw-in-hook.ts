// Loaded before the hub's own modules (`node --import`): one of the broker's hooks throws once in the life of a data directory, where no
// error was ever expected.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aedes } from 'aedes';

type Hook = (...parameters: unknown[]) => unknown;

const { FAULT_HOOK: name = '', HUB_DATA_DIR: dataDir = '' } = process.env;
const mark = join(dataDir, 'thrown');
const listen = Aedes.prototype.listen;
/** Into the run: the first calls are those of a healthy minute. */
const quietCalls = 4;

Aedes.prototype.listen = function listenWithFault(this: Aedes) {
  const hooks = this as unknown as Record<string, Hook>;
  const hook = hooks[name] as Hook;
  let calls = 0;
  hooks[name] = function once(this: unknown, ...parameters: unknown[]) {
    calls += 1;
    if (calls > quietCalls && !existsSync(mark)) {
      writeFileSync(mark, '');
      throw new Error(`thrown in ${name}`);
    }
    return hook.apply(this, parameters);
  };
  return listen.call(this);
};
