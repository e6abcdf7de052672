// The hub's reasoning about a shared cause, said in the reader's language from its codes. Pure.
import type { Incident, IncidentReason, SharedCause } from '../../../gateway/api/contract/incident.ts';
import { type Phrase, phrase } from '../i18n/phrase.ts';
import type { PlaceName } from '../place/place-name.ts';

type ReasonCode = IncidentReason['code'];

/** What is wrong where is said in the headline. */
const inHeadline = ['rooms-missed', 'share-missed', 'missed-again', 'devices-silent', 'link-down'] as const;
type SaidInHeadline = (typeof inHeadline)[number];

/**
 * How many of what, and since when.
 * @param placeName what people call a room.
 */
export function incidentHeadline(
  {
    kind,
    subject,
    since,
    spaces,
    devices,
    reasons,
  }: Pick<Incident, 'kind' | 'subject' | 'since' | 'spaces' | 'devices' | 'reasons'>,
  placeName: PlaceName,
): Phrase {
  const at = Date.parse(since);
  if (kind === 'room') {
    const misses = reasons.find(({ code }) => code === 'missed-again')?.values['n'];
    return phrase('incident.room', { n: misses ?? spaces.length, subject: placeName(subject), at });
  }
  const n = kind === 'floor-offline' || kind === 'broker-offline' ? devices.length : spaces.length;
  return phrase(`incident.${kind}`, { n, subject, at });
}

/** Why the hub thinks so, and where to look first. */
export function incidentGrounds(incident: Incident): readonly Phrase[] {
  const why = incident.reasons.flatMap(({ code, values }) =>
    isSaidInHeadline(code) ? [] : [phrase(`incident.reason.${code}`, values)],
  );
  const where = partPhrase(incident);
  return where === undefined ? why : [...why, where];
}

export function partPhrase({ part, subject }: SharedCause): Phrase | undefined {
  return part === null ? undefined : phrase(`incident.part.${part}`, { subject });
}

/** What a task's card says of the cause that it shares; undefined where it stands alone. */
export function sharedCausePhrases(cause: SharedCause | null | undefined): readonly Phrase[] {
  if (cause === null || cause === undefined || cause.shape === null) return [];
  const where = partPhrase(cause);
  const whose = phrase(`incident.shares.${cause.kind}`, { subject: cause.subject });
  return where === undefined ? [whose] : [whose, where];
}

function isSaidInHeadline(code: ReasonCode): code is SaidInHeadline {
  return inHeadline.some((one) => one === code);
}
