// What a commit of evidence costs, and how fast the chain proves itself: draws with their curves through the real store on a real
// disk, in batches as group commit makes them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../gateway/store/evidence-hash.ts';
import { openEvidence } from '../../gateway/store/evidence-reader.ts';
import { openStore, type Store } from '../../gateway/store/store.ts';
import { verifyEvidence } from '../../gateway/store/verify-evidence.ts';
import { aBatch, aDraw } from '../gateway/store/examples.ts';
import type { BenchmarkResult } from './benchmark.ts';

export const title = 'evidence: commit and proof';

const batchSizes = [1, 10, 100];
const facts = 6_000;
/** Of a commit, that the chain may take. */
const largestShare = 0.25;
const curve = Array.from({ length: 90 }, (_, s) => ({ s, temperatureC: 20 + s / 3, flowLpm: 8 }));

function drawn(seq: number) {
  const draw = aDraw({ id: `hw-${seq % 300}:${seq}`, startedAt: seq * 1000 });
  return { seq, at: seq * 1000, fact: { type: 'draw-closed' as const, draw, curve } };
}

async function commitAll(store: Store, from: number, size: number): Promise<number> {
  const begunAt = performance.now();
  for (let seq = from; seq < from + facts; seq += size) {
    await store.commit(aBatch({ facts: Array.from({ length: size }, (_, index) => drawn(seq + index)) }));
  }
  return ((performance.now() - begunAt) * 1000) / facts;
}

/** The two hashes of a record alone, µs. */
function hashingUs(): number {
  const { fact, at } = drawn(1);
  const text = `${at} ${fact.type} ${JSON.stringify(fact)}`;
  const begunAt = performance.now();
  for (let round = 0; round < facts; round++) sha256(`${sha256(text)} ${round} ${sha256(text)}`);
  return ((performance.now() - begunAt) * 1000) / facts;
}

export async function run(): Promise<BenchmarkResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const store = await openStore({ dataDir });
  const rows: Record<string, Record<string, string | number>> = {};
  let met = true;
  try {
    const hashing = hashingUs();
    let from = 1;
    for (const size of batchSizes) {
      const us = await commitAll(store, from, size);
      from += facts;
      met &&= hashing / us < largestShare || size > 10;
      rows[`commit, ${size} a batch`] = { 'µs a fact': us.toFixed(1), 'share of hashing': (hashing / us).toFixed(2) };
    }
    const evidence = openEvidence(join(dataDir, 'hub.db'));
    const begunAt = performance.now();
    const { broken } = verifyEvidence(evidence, { dayOf: () => 'bench', proven: () => {} });
    const us = ((performance.now() - begunAt) * 1000) / (from - 1);
    evidence.close();
    met &&= broken === undefined;
    rows['hub verify'] = { 'µs a fact': us.toFixed(1), 'share of hashing': (hashing / us).toFixed(2) };
    const remarks = [
      `hashing a record of ${JSON.stringify(drawn(1).fact).length} bytes, twice: ${hashing.toFixed(1)} µs`,
    ];
    return { rows, remarks, met };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
