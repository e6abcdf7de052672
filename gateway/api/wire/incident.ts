// An incident, and what a task knows of it, as the API tells them.
import type * as domain from '../../domain/incident.ts';
import type { Incident, SharedCause } from '../contract/incident.ts';
import { instant, instantOrNull } from './instants.ts';

export function wireIncident(incident: domain.Incident): Incident {
  return {
    id: incident.id,
    ...wireSharedCause(incident),
    openedAt: instant(incident.openedAt),
    closedAt: instantOrNull(incident.closedAt),
    since: instant(incident.sinceAt ?? incident.openedAt),
    mergedInto: incident.mergedInto ?? null,
    reasoning: incident.reasoning,
    reasons: (incident.reasons ?? []).map(({ code, values }) => ({ code, values: { ...values } })),
    spaces: [...incident.spaces],
    devices: [...incident.devices],
    tasks: [...incident.tasks],
    draws: [...(incident.draws ?? [])],
  };
}

export function wireSharedCause({ kind, subject, shape, part }: domain.SharedCause): SharedCause {
  return { kind, subject, shape: shape ?? null, part: part ?? null };
}
