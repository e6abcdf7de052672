// Lists and exports are read from tables of their own: whether each of their rows says what the last record of its subject says.
import type { BrokenLink } from '../domain/evidence/broken-link.ts';
import type { EvidenceRecord } from '../domain/evidence/evidence-record.ts';
import type { Fact, FactType } from '../domain/facts.ts';
import type { EvidenceReader } from './evidence-reader.ts';
import { saysTheSame, shownId, shownIn, shownRowOf } from './shown-rows.ts';

export interface ShownCheck {
  /** A record of the chain that fits. */
  take(record: EvidenceRecord): BrokenLink | undefined;
  /** After the last one: rows that rest on no record. */
  end(day: string): BrokenLink | undefined;
}

export function createShownCheck(evidence: EvidenceReader, dayOf: (at: number) => string): ShownCheck {
  return {
    take(record) {
      const table = shownIn[record.type as FactType];
      if (table === undefined) return undefined;
      const id = shownId(record);
      const found = evidence.shown(table, id);
      // A later record is shown in its place.
      if (found !== undefined && Number(found['seq']) > record.seq) return undefined;
      const wanted = shownRowOf(JSON.parse(record.body) as Fact, record.seq, record.at);
      if (wanted !== undefined && found !== undefined && saysTheSame(wanted, found)) return undefined;
      return {
        day: dayOf(record.at),
        seq: record.seq,
        kind: table,
        subject: id,
        what: found === undefined ? 'missing' : 'altered',
        detail:
          found === undefined
            ? 'the record is there, the row that lists show of it is gone'
            : 'the record is as it was, the row that lists show of it is not',
      };
    },
    end(day) {
      for (const { table, id } of evidence.unfounded()) {
        const detail = 'lists show a row that rests on no record';
        return { day, seq: null, kind: table, subject: id, what: 'added', detail };
      }
      return undefined;
    },
  };
}
