// The law of the chain: what was recorded proves itself, and of whatever is done to it the first place is named.
import { hash as hashOf } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainHead, createChainCheck, type Misfit } from '../../../../gateway/domain/evidence/check-chain.ts';
import {
  digestOf,
  type EvidenceRecord,
  firstLink,
  type Hash,
  linkOf,
} from '../../../../gateway/domain/evidence/evidence-record.ts';
import { nameBreak } from '../../../../gateway/domain/evidence/name-break.ts';
import { firstBrokenSeal, firstSealHash, type Seal, sealHash } from '../../../../gateway/domain/evidence/seal.ts';

const hash: Hash = (text) => hashOf('sha256', text, 'hex');
type Said = Omit<EvidenceRecord, 'seq' | 'digest' | 'link'>;

function chainOf(said: readonly (Said & { readonly seq: number })[]): EvidenceRecord[] {
  let link = firstLink;
  return said.map((one) => {
    const digest = digestOf(one, hash);
    link = linkOf(link, { seq: one.seq, digest }, hash);
    return { ...one, digest, link };
  });
}

function sealOf(records: readonly EvidenceRecord[]): Seal {
  const [first, last] = [records[0]!, records.at(-1)!];
  const seal = {
    number: 1,
    day: '2026-03-29',
    firstSeq: first.seq,
    lastSeq: last.seq,
    count: records.length,
    head: last.link,
    sealedAt: 0,
    previous: firstSealHash,
  };
  return { ...seal, hash: sealHash(seal, hash) };
}

function headOf(records: readonly EvidenceRecord[]): ChainHead {
  return { seq: records.at(-1)?.seq ?? 0, link: records.at(-1)?.link ?? firstLink, count: records.length };
}

function firstMisfit(records: readonly EvidenceRecord[], seals: readonly Seal[], head: ChainHead): Misfit | undefined {
  const check = createChainCheck({ seals, head, hash, proven: () => {} });
  for (const record of records) {
    const misfit = check.take(record);
    if (misfit !== undefined) return misfit;
  }
  return check.end();
}

/** What a verification says: where, and what was done. */
function verdictOn(records: readonly EvidenceRecord[], seals: readonly Seal[], head: ChainHead) {
  const misfit = firstMisfit(records, seals, head);
  if (misfit === undefined) return 'proven';
  if (misfit.at === 'end') return 'end';
  const next = records[records.indexOf(misfit.record) + 1];
  const { record, previousLink } = misfit;
  const lacking = head.count - records.length;
  const { tampering } = nameBreak({
    previousLink,
    record,
    next,
    headLink: head.link,
    lacking,
    all: () => records,
    hash,
  });
  return `${record.seq} ${tampering}`;
}

const tasks = chainOf(
  ['open', 'accepted', 'started', 'done', 'verified'].map((state, index) => ({
    seq: index * 2 + 1,
    at: index,
    type: 'task-changed',
    subject: 't-1',
    body: JSON.stringify({ state }),
  })),
);
const [open, accepted, started, done, verified] = tasks as [
  EvidenceRecord,
  EvidenceRecord,
  EvidenceRecord,
  EvidenceRecord,
  EvidenceRecord,
];
const says = ({ at, type, subject, body, digest, link }: EvidenceRecord) => ({ at, type, subject, body, digest, link });

describe.each(['a sealed day', 'a day that is not over'])('of a task’s way through %s', (which) => {
  const seals = which === 'a sealed day' ? [sealOf(tasks)] : [];
  const verdict = (records: readonly EvidenceRecord[]) => verdictOn(records, seals, headOf(tasks));

  test.each<readonly [string, readonly EvidenceRecord[], string]>([
    ['nothing was done', tasks, 'proven'],
    [
      'one word of a change is another',
      [open, accepted, { ...started, body: '{"state":"done"}' }, done, verified],
      '5 altered',
    ],
    ['its instant is another', [open, { ...accepted, at: 99 }, started, done, verified], '3 altered'],
    ['its link is another', [open, { ...accepted, link: firstLink }, started, done, verified], '3 altered'],
    [
      'its digest is made anew',
      [open, accepted, { ...started, at: 9, digest: digestOf({ ...started, at: 9 }, hash) }, done, verified],
      '5 altered',
    ],
    ['a change is gone', [open, accepted, done, verified], '7 missing'],
    ['the first is gone', [accepted, started, done, verified], '3 missing'],
    ['several are gone', [open, verified], '9 missing'],
    ['the last is gone', [open, accepted, started, done], 'end'],
    ['all are gone', [], 'end'],
    [
      'two changes have changed places',
      [open, { ...says(started), seq: 3 }, { ...says(accepted), seq: 5 }, done, verified],
      '3 reordered',
    ],
    [
      'the words of two have changed places',
      [
        open,
        { ...accepted, body: started.body, at: started.at },
        { ...started, body: accepted.body, at: accepted.at },
        done,
        verified,
      ],
      '3 reordered',
    ],
    ['a change was moved to the end', [open, started, done, verified, { ...says(accepted), seq: 11 }], '5 reordered'],
    ['a change is there twice', [open, accepted, { ...says(accepted), seq: 4 }, started, done, verified], '4 doubled'],
    ['the last is there twice', [...tasks, { ...says(verified), seq: 10 }], '10 doubled'],
    [
      'a change was written over another',
      [open, { ...accepted, body: done.body, at: done.at }, started, done, verified],
      '3 doubled',
    ],
    [
      'a change was put in',
      [
        open,
        accepted,
        { ...says(accepted), seq: 4, body: '{}', digest: digestOf({ ...accepted, body: '{}' }, hash) },
        started,
        done,
        verified,
      ],
      '4 added',
    ],
  ])('%s', (_, records, expected) => {
    expect(verdict(records)).toBe(expected);
  });

  test('all links were made anew after a change', () => {
    expect(verdict(chainOf(tasks.map((record) => ({ ...record, body: record.body.replace('done', 'open') }))))).toBe(
      'end',
    );
  });
});

const said = fc.record({
  at: fc.nat(),
  type: fc.constantFrom('task-changed', 'draw-closed', 'action-noted'),
  subject: fc.string(),
  body: fc.string(),
});
const chains = fc.array(fc.tuple(said, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 30 }).map((rows) => {
  let seq = 0;
  const numbered = rows.map(([one, step]) => {
    seq += step;
    return { ...one, seq };
  });
  return chainOf(numbered);
});

test('law: whatever was recorded proves itself, sealed or not', () => {
  fc.assert(
    fc.property(chains, (records) => {
      expect(verdictOn(records, [], headOf(records))).toBe('proven');
      expect(verdictOn(records, [sealOf(records)], headOf(records))).toBe('proven');
    }),
  );
});

test('law: one field of one record that is another is named with its record', () => {
  const field = fc.constantFrom('at', 'type', 'subject', 'body', 'digest', 'link' as const);
  fc.assert(
    fc.property(chains, fc.nat(), field, (records, choice, name) => {
      const index = choice % records.length;
      const record = records[index]!;
      const other = name === 'at' ? record.at + 1 : `${record[name as 'body']}x`;
      const tampered = records.with(index, { ...record, [name]: other });
      expect(verdictOn(tampered, [], headOf(records))).toBe(`${record.seq} altered`);
    }),
  );
});

test('law: a chain without one of its records, or with two in each other’s place, never proves itself', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.nat(), (records, one, other) => {
      const [a, b] = [one % records.length, other % records.length];
      expect(verdictOn(records.toSpliced(a, 1), [], headOf(records))).not.toBe('proven');
      fc.pre(a !== b);
      const [first, second] = [records[a]!, records[b]!];
      const swapped = records.with(a, { ...says(second), seq: first.seq }).with(b, { ...says(first), seq: second.seq });
      expect(verdictOn(swapped, [], headOf(records))).not.toBe('proven');
    }),
  );
});

test('law: no two records say the same unless they are the same', () => {
  fc.assert(
    fc.property(said, said, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(digestOf(one, hash) === digestOf(other, hash)).toBe(same);
    }),
  );
});

describe('seals', () => {
  const first = sealOf(tasks);
  const secondOpen = { ...first, number: 2, day: '2026-03-30', firstSeq: 11, lastSeq: 12, previous: first.hash };
  const second = { ...secondOpen, hash: sealHash(secondOpen, hash) };

  test.each<readonly [string, readonly Seal[], ReturnType<typeof firstBrokenSeal>]>([
    ['as they were made', [first, second], undefined],
    ['with another count', [{ ...first, count: 4 }, second], { day: '2026-03-29', what: 'seal-altered', number: 1 }],
    [
      'made anew after the fact',
      [{ ...first, count: 4, hash: sealHash({ ...first, count: 4 }, hash) }, second],
      { day: '2026-03-30', what: 'seal-altered', number: 2 },
    ],
    ['without the first', [second], { day: '2026-03-30', what: 'seal-missing', number: 1 }],
  ])('%s', (_, seals, expected) => {
    expect(firstBrokenSeal(seals, hash)).toEqual(expected);
  });
});
