// Why there is a task, in one line made from the evidence that the device gave. The newest trouble speaks; a proof that
// the trouble is gone does not.
import type { Task } from '../../../gateway/api/contract/task.ts';
import { type Phrase, phrase } from '../i18n/phrase.ts';
import type { PhraseKey } from '../i18n/translator.ts';

type Evidence = Task['evidence'][number];

const stockPhrases: Readonly<Record<string, PhraseKey>> = {
  level: 'evidence.stock.level',
  leaves: 'evidence.stock.leaves',
  cups: 'evidence.stock.cups',
  bottles: 'evidence.stock.bottles',
  filter: 'evidence.stock.filter',
};

/** Guests who are not here yet will use the stock up. */
const guestPhrases: Readonly<Record<string, PhraseKey>> = {
  arrivals: 'evidence.expected.arrivals',
  departures: 'evidence.expected.departures',
};

/** The line to show, or undefined where the evidence has no words of its own. */
export function evidencePhrase(task: Pick<Task, 'kind' | 'evidence'>): Phrase | undefined {
  const troubles = task.evidence.filter((one) => one.data['proof'] !== true);
  const latest = troubles.at(-1);
  if (latest === undefined) return undefined;
  switch (latest.type) {
    case 'draw':
      return drawPhrase(troubles, latest);
    case 'reading':
      return readingPhrase(latest);
    case 'silence':
      return phrase('evidence.silent', { at: Date.parse(latest.at) });
    case 'event':
      if (task.kind === 'touchpoint' || task.kind === 'recovery') return promisePhrase(task.kind, troubles);
      if (text(latest, 'code') === 'sensor-fault') return phrase('evidence.sensorFault');
      if (text(latest, 'code') === 'hub-store')
        return phrase('evidence.hubStore', { s: number(latest, 'seconds') ?? 0 });
      return phrase('evidence.fault', { code: text(latest, 'code'), message: text(latest, 'message') });
    case 'request':
      return requestPhrase(troubles, latest);
    case 'command':
      return commandPhrase(latest);
  }
}

/** The draw that a task is about, for the way to its curve. */
export function latestDraw(task: Pick<Task, 'evidence'>): string | undefined {
  return task.evidence.findLast((one) => one.type === 'draw' && one.id !== null)?.id ?? undefined;
}

/** Work for a promise: which one, and what the guest would like. */
export function promiseOf({
  kind,
  evidence,
}: Pick<Task, 'kind' | 'evidence'>): { standard: string; wish?: string } | undefined {
  const [first] = evidence;
  const standard = first === undefined ? '' : text(first, 'standard');
  if (kind !== 'touchpoint' || first === undefined || standard === '') return undefined;
  const wish = text(first, 'wish');
  return wish === '' ? { standard } : { standard, wish };
}

/** To be done in time, done too late, or missed; the first evidence of work that was given out in time says until when. */
function promisePhrase(kind: Task['kind'], troubles: readonly Evidence[]): Phrase {
  const told = troubles.filter((one) => one.data['withdrawn'] !== true);
  const [first] = troubles;
  const dueAt = first && number(first, 'dueAt');
  if (dueAt !== undefined)
    return phrase(troubles.length > 1 ? 'evidence.promise.late' : 'evidence.promise.due', { dueAt });
  return phrase(kind === 'recovery' ? 'evidence.promise.recovery' : 'evidence.promise.missed', { n: told.length });
}

function drawPhrase(troubles: readonly Evidence[], latest: Evidence): Phrase {
  const draws = new Set(troubles.filter((one) => one.type === 'draw').map((one) => one.id));
  const limit = number(latest, 'limit') ?? 0;
  const seconds = number(latest, 'seconds');
  const n = draws.size;
  if (seconds !== undefined) return phrase('evidence.draw.slow', { seconds, limit, n });
  return phrase(latest.data['censored'] === true ? 'evidence.draw.neverHot' : 'evidence.draw.late', { limit, n });
}

function readingPhrase(latest: Evidence): Phrase | undefined {
  const level = number(latest, 'level');
  if (level !== undefined) {
    const who = guestPhrases[text(latest, 'expected')];
    if (who !== undefined) {
      const [guests, servings] = [number(latest, 'guests') ?? 0, number(latest, 'servings') ?? 0];
      return phrase(who, { n: guests, servings, until: number(latest, 'until') ?? Date.parse(latest.at) });
    }
    const key = stockPhrases[text(latest, 'reading')] ?? 'evidence.stock.other';
    const runOutAt = number(latest, 'runOutAt') ?? Date.parse(latest.at);
    return phrase(key, { level, runOutAt, reading: text(latest, 'reading') });
  }
  switch (latest.data['duty']) {
    case 'scald':
      return phrase('evidence.duty.scald', { temperature: number(latest, 'temperatureC') ?? 0 });
    case 'stagnation':
      return phrase('evidence.duty.stagnation');
    case 'cross-flow':
      return phrase('evidence.duty.crossFlow');
    case 'hygiene':
      return phrase('evidence.duty.hygiene');
    default:
      return undefined;
  }
}

/** What the hub asked for by itself, and in vain. */
const commandPhrases: Readonly<Record<string, readonly [unanswered: PhraseKey, inVain?: PhraseKey]>> = {
  circulation: ['evidence.command.circulation', 'evidence.inVain.circulation'],
  'pre-heating': ['evidence.command.preHeating', 'evidence.inVain.preHeating'],
  scene: ['evidence.command.scene'],
  setpoint: ['evidence.command.setpoint', 'evidence.inVain.setpoint'],
  warming: ['evidence.command.warming', 'evidence.inVain.warming'],
};

function commandPhrase(latest: Evidence): Phrase | undefined {
  const phrases = commandPhrases[text(latest, 'action')];
  const key = phrases?.[latest.data['outcome'] === 'did-not-help' ? 1 : 0];
  return key && phrase(key, { n: number(latest, 'attempt') ?? 1, temperature: number(latest, 'temperatureC') ?? 0 });
}

function requestPhrase(troubles: readonly Evidence[], latest: Evidence): Phrase | undefined {
  const note = text(latest, 'note');
  if (note !== '') return phrase('evidence.request.note', { note });
  const n = troubles.length;
  return n > 1 ? phrase('evidence.request.again', { n, at: Date.parse(latest.at) }) : undefined;
}

function text(evidence: Evidence, name: string): string {
  const value = evidence.data[name];
  return typeof value === 'string' ? value : '';
}

function number(evidence: Evidence, name: string): number | undefined {
  const value = evidence.data[name];
  return typeof value === 'number' ? value : undefined;
}
