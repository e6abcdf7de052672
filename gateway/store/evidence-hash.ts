// SHA-256 as the chain of the evidence has it, and its hashes on the way to a column of 32 bytes and back.
import { createHmac, hash } from 'node:crypto';
import type { Hash } from '../domain/evidence/evidence-record.ts';

export const sha256: Hash = (text) => hash('sha256', text, 'hex');

/** The name of a stay in the evidence: without the key of that stay, nobody's. */
export function sealReference(key: Uint8Array, reference: string): string {
  return createHmac('sha256', key).update(reference).digest('hex');
}

export function toColumn(hexHash: string): Uint8Array {
  return Buffer.from(hexHash, 'hex');
}

export function fromColumn(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
