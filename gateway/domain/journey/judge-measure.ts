// "At this moment it must be so": the room before the key, the bottle that a guest takes along. One thing that is wrong is
// a miss; one that cannot be known, with nothing wrong, is no evidence.
import type { Check, StandardOf } from '../standards/service-standard.ts';
import { roomAt, type Stay } from '../stays/stay.ts';
import { type Judgement, noEvidence, notApplicable, pending } from './judgement.ts';
import type { Match } from './matching.ts';
import { isInSeason, momentOf, withoutMoment } from './moments.ts';
import { lookBackMs, wasOnline } from './silence.ts';
import { devicesAt, isWithin, type Surroundings } from './surroundings.ts';

type Measure = StandardOf<'measure'>;
type Verdict = { readonly is: 'right' | 'wrong' | 'unknown'; readonly value?: number } | undefined;

/** @param match of the standard that `at.evidenceOf` names. */
export function judgeMeasure(around: Surroundings, standard: Measure, stay: Stay, match: Match | undefined): Judgement {
  const { stay: wanted } = standard.at;
  const at = wanted === undefined ? match?.event.at : momentOf(stay, wanted);
  if (stay.state === 'void') return notApplicable;
  if (at === undefined) return wanted === undefined ? notApplicable : withoutMoment(around, stay, wanted);
  if (!isInSeason(around, standard.months, at)) return notApplicable;
  if (at > around.now) return pending(at, at + 1);
  const space = wanted === undefined ? match?.event.space : roomAt(stay, at);
  const verdicts = standard.checks.flatMap((check) => {
    const verdict = applyCheck(around, check, stay, at, match);
    return verdict === undefined ? [] : [{ check, ...verdict }];
  });
  if (verdicts.length === 0) return notApplicable;
  const place = space === undefined ? {} : { space };
  const proof = Object.fromEntries(verdicts.map(({ check, is, value }) => [nameOf(check), value ?? is]));
  const wrong = verdicts.filter(({ is }) => is === 'wrong').map(({ check }) => nameOf(check));
  const first = verdicts.find(({ value }) => value !== undefined)?.value;
  const measured = first === undefined ? {} : { value: first };
  if (wrong.length > 0) {
    return { outcome: 'missed', at, ...place, ...measured, proof: { ...proof, wrong: wrong.join(', ') } };
  }
  const unknown = verdicts.find(({ is }) => is === 'unknown');
  if (unknown !== undefined) return { ...noEvidence(at, `unknown:${nameOf(unknown.check)}`, proof), ...place };
  return { outcome: 'met', at, ...place, ...measured, proof };
}

/** Undefined where there is nothing to check: a room without a hot-water sensor. */
function applyCheck(around: Surroundings, check: Check, stay: Stay, at: number, match: Match | undefined): Verdict {
  switch (check.check) {
    case 'known': {
      const since = stay.knownSince[check.what];
      if (stay.moments.reserved === undefined && since === undefined) return { is: 'unknown' };
      return { is: since !== undefined && since <= at ? 'right' : 'wrong' };
    }
    case 'value': {
      const value = [match?.cup, match?.event].map((one) => one?.evidence[check.field]).find(isNumber);
      return value === undefined ? { is: 'unknown' } : { is: isWithin(value, check) ? 'right' : 'wrong', value };
    }
    case 'online':
    case 'reading':
      return checkDevices(around, check, stay, at);
  }
}

function checkDevices(
  around: Surroundings,
  check: Extract<Check, { check: 'online' | 'reading' }>,
  stay: Stay,
  at: number,
): Verdict {
  const room = check.devices.places === undefined ? roomAt(stay, at) : undefined;
  if (check.devices.places === undefined && room === undefined) return { is: 'unknown' };
  const devices = devicesAt(around, check.devices, room);
  if (devices.length === 0) return undefined;
  if (check.check === 'online') {
    const online = devices.map((device) => wasOnline(device, around.silences, at, around.now));
    return { is: online.includes(false) ? 'wrong' : online.includes(undefined) ? 'unknown' : 'right' };
  }
  if (at < around.now - lookBackMs) return { is: 'unknown' };
  const marks = devices.map((device) => device.log.latest(check.reading, at));
  const known = marks.filter((mark) => mark !== undefined && at - mark.at <= check.ageSeconds * 1000);
  const wrong = known.find((mark) => !isWithin(mark?.value, check));
  if (wrong !== undefined) return { is: 'wrong', value: wrong.value };
  const value = known[0]?.value;
  return { is: known.length < devices.length ? 'unknown' : 'right', ...(value !== undefined && { value }) };
}

function nameOf(check: Check): string {
  switch (check.check) {
    case 'reading':
      return check.reading;
    case 'online':
      return 'online';
    case 'value':
      return check.field;
    case 'known':
      return check.what;
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
