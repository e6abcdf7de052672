// What the hub does for itself by the clock: checkpoints, and letting go of what was kept long enough.
import { createCalendar } from '../domain/calendar.ts';
import type { Job } from '../jobs/housekeeping-jobs.ts';
import { createRetention, evidenceDays, photoDays, seenDays, telemetryDays } from '../store/retention.ts';
import { sealDays } from './evidence.ts';
import type { HubParts } from './hub-parts.ts';
import type { OpenHistory } from './open-history.ts';
import { renewOwnCertificate } from './own-certificate.ts';
import { samplesProjection } from './projections.ts';

const dayMs = 24 * 60 * 60_000;

export function dailyWork(parts: HubParts & Pick<OpenHistory, 'history' | 'local'>): readonly Job[] {
  const { config, clock, store, ledger, history, local } = parts;
  const retention = createRetention(store.database);
  const { dayOf } = createCalendar(config.property.timeZone);
  const daysAgo = (days: number) => clock.now() - days * dayMs;
  return [
    { name: 'checkpoint', at: '*/10 * * * *', run: ledger.checkpoint },
    {
      name: 'drop-samples',
      at: '5,15,25,35,45,55 * * * *',
      run: () => retention.dropSamples([samplesProjection(history)], daysAgo(7)),
    },
    { name: 'seal-days', at: '2,12,22,32,42,52 * * * *', run: () => sealDays(parts) },
    {
      name: 'drop-evidence',
      at: '17 3 * * *',
      run: async () => {
        const before = daysAgo(evidenceDays);
        const old = await retention.oldEvidence(before);
        if (old !== undefined) {
          const data = { day: old.day, lastSeq: old.lastSeq };
          // On record first: days that are gone without a word are missing.
          await ledger.submit({ type: 'note-action', noted: { action: 'evidence-removed', by: 'hub', data } });
          await retention.dropEvidence(before, old);
        }
        await retention.dropEvents(before);
        await local.dropEvidence(daysAgo(evidenceDays), dayOf(daysAgo(evidenceDays)));
      },
    },
    {
      name: 'erase-stays',
      at: '57 3 * * *',
      run: () => ledger.submit({ type: 'erase-stays', before: daysAgo(config.eraseStaysAfterDays) }),
    },
    { name: 'drop-telemetry', at: '47 3 * * *', run: () => local.dropTelemetry(daysAgo(telemetryDays)) },
    {
      name: 'drop-photos',
      at: '7 4 * * *',
      run: async () => {
        const before = daysAgo(photoDays);
        const count = await retention.oldPhotos(before);
        if (count === 0) return;
        // On record first, as of evidence.
        await ledger.submit({ type: 'note-action', noted: { action: 'photos-removed', by: 'hub', data: { count } } });
        await retention.dropPhotos(before);
      },
    },
    { name: 'forget-seen', at: '27 3 * * *', run: () => retention.forgetSeen(daysAgo(seenDays)) },
    { name: 'renew-certificate', at: '7 2 * * *', run: async () => renewOwnCertificate(parts) },
    { name: 'drop-sessions', at: '37 * * * *', run: () => retention.dropExpiredSessions(clock.now()) },
  ];
}
