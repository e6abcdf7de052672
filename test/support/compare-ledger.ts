// Holds the ledger, as the API tells it, against the truth of a simulated house, cell by cell.
import { neededRecovery, trueRecovery } from '../../devices/simulators/truth/promises/recovery-truth.ts';
import type { CellOutcome, TrueCell } from '../../devices/simulators/truth/promises/true-cell.ts';
import type { TrueLedger } from '../../devices/simulators/truth/promises/true-ledger.ts';
import type { HubClient } from './hub-client.ts';

interface WireCell {
  readonly id: string;
  readonly at: string;
  readonly stay: string | null;
  readonly standard: string | null;
  readonly outcome: CellOutcome | null;
  readonly evidence: Readonly<Record<string, unknown>>;
}

interface WireStay {
  readonly stay: string;
  readonly strip: readonly { readonly touchpoint: string; readonly outcome: CellOutcome | null }[];
  readonly cells: readonly WireCell[];
  readonly events: readonly { readonly type: string }[];
}

export interface Difference {
  readonly cell: string;
  readonly truth: string;
  readonly ledger: string;
  readonly why: string;
}

export interface Comparison {
  readonly stays: number;
  /** Cells of promises and of strips that are the same, by outcome. */
  readonly same: Readonly<Record<CellOutcome, number>>;
  /** Among them those whose truth allows more than one outcome. */
  readonly inDoubt: number;
  readonly differences: readonly Difference[];
}

/** Compared by itself: what the hub opened, and when. */
const recovery = 'recovered-before-check-out';
/** Requests are compared one by one. */
const ofRequests = 'request-closed';

export async function compareLedger(admin: HubClient, truth: TrueLedger): Promise<Comparison> {
  const same: Record<CellOutcome, number> = { met: 0, missed: 0, 'no-evidence': 0, none: 0 };
  const differences: Difference[] = [];
  let inDoubt = 0;

  function hold(cell: string, expected: readonly CellOutcome[], why: string, found: WireCell | undefined): void {
    const outcome = found?.outcome ?? 'none';
    if (!expected.includes(outcome)) {
      differences.push({
        cell,
        truth: expected.join(' or '),
        ledger: outcome,
        why: `${why} | ${found === undefined ? '' : `${found.at} ${JSON.stringify(found.evidence)}`}`,
      });
      return;
    }
    same[outcome] += 1;
    if (expected.length > 1) inDoubt += 1;
  }

  /** Several cells of one promise to one stay are told apart by nothing but their outcome. */
  function holdAll(cell: string, expected: readonly TrueCell[], found: readonly WireCell[]): void {
    const left = found.filter(({ outcome }) => outcome !== null);
    for (const one of expected.toSorted((a, b) => a.outcomes.length - b.outcomes.length)) {
      const place = left.findIndex(({ outcome }) => outcome !== null && one.outcomes.includes(outcome));
      const [taken] = place < 0 ? [] : left.splice(place, 1);
      const standing = taken ?? (one.outcomes.includes('none') ? undefined : left.shift());
      hold(cell, one.outcomes, one.why, standing);
    }
    for (const one of left) hold(cell, ['none'], 'nothing was promised', one);
  }

  function holdRecovery({ stay, events }: WireStay, found: WireCell | undefined): void {
    const party = truth.house.parties.find(({ reference }) => reference === stay);
    if (party === undefined) return;
    const isOpened = events.some(({ type }) => type === 'recovery-opened');
    if (isOpened) hold(`${stay} ${recovery}`, trueRecovery(truth, party), 'made good', found);
    else if (neededRecovery(truth, party)) {
      differences.push({ cell: `${stay} ${recovery}`, truth: 'opened', ledger: 'not opened', why: 'failed twice' });
    }
  }

  for (const [reference, cells] of truth.stays) {
    const stay = await admin.get<WireStay>(`/stays/${reference}`);
    const found = Map.groupBy(
      stay.cells.filter((one) => one.stay === reference),
      standardOf,
    );
    const expected = Map.groupBy(cells, ({ standard }) => standard);
    for (const standard of new Set([...found.keys(), ...expected.keys()])) {
      if (standard === recovery || standard === ofRequests) continue;
      holdAll(`${reference} ${standard}`, expected.get(standard) ?? [], found.get(standard) ?? []);
    }
    holdRecovery(stay, found.get(recovery)?.[0]);
    for (const { touchpoint, outcome } of stay.strip) {
      const possible = truth.stripCell(reference, touchpoint);
      hold(`${reference} strip ${touchpoint}`, possible, '', outcome === null ? undefined : stripCell(outcome, stay));
    }
  }

  const all = await admin.list<WireCell>('/touchpoints');
  const bySubject = new Map(all.filter(({ id }) => id.startsWith('cell/')).map((one) => [one.id, one]));
  const others = [...truth.days, ...truth.requests];
  for (const { standard, subject, outcomes, why } of others) {
    const id = `cell/${standard}/${subject}`;
    hold(id, outcomes, why, bySubject.get(id));
    bySubject.delete(id);
  }
  for (const one of bySubject.values()) {
    if (one.evidence['day'] !== undefined) hold(one.id, ['none'], 'nothing was promised', one);
  }
  return { stays: truth.stays.size, same, inDoubt, differences };
}

const standardOf = ({ standard }: WireCell) => standard?.split('@')[0] ?? '';

function stripCell(outcome: CellOutcome, { stay }: WireStay): WireCell {
  return { id: '', at: '', stay, standard: null, outcome, evidence: {} };
}
