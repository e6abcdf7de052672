// Days that are over get their seal. It is told where the store cannot reach, in the log of the process: whoever keeps that log
// can prove the store against it, even where somebody makes the whole chain anew.
import { createCalendar } from '../domain/calendar.ts';
import { createSealing } from '../store/sealing.ts';
import type { HubParts } from './hub-parts.ts';

export async function sealDays({ config, log, clock, store }: Omit<HubParts, 'ledger'>): Promise<void> {
  const { days } = createCalendar(config.property.timeZone);
  const dayAt = (at: number) => days(at, at + 1)[0]!;
  const sealing = createSealing({ ...store.database, dayAt });
  for (const { day, number, count, hash } of await sealing.sealDays(clock.now())) {
    log.info({ day, number, records: count, seal: hash }, 'a day of evidence is sealed');
  }
}
