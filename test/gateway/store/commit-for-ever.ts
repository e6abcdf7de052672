// A hub of nothing but its journal, to be killed: commits batches to the directory that it is given and says the last
// sequence number of each when its commit has resolved.
import { openStore } from '../../../gateway/store/store.ts';
import { aBatch, aSampleMessage } from './examples.ts';

const store = await openStore({ dataDir: process.argv[2]! });
let { lastSeq: seq } = await store.recover();
for (;;) {
  const samples = Array.from({ length: 20 }, () => aSampleMessage({ seq: ++seq }));
  await store.commit(aBatch({ samples, seen: [{ key: `event:${seq}`, at: 0 }] }));
  process.stdout.write(`${seq}\n`);
}
