// Days of a simulated hotel with its guests, its systems and its staff, on one virtual clock: the ledger is held against what
// truly happened, cell by cell, and every task against its reason. `HOTEL_ROOMS=100 HOTEL_DAYS=7` is the week of the promise.
import { afterEach, expect, test } from 'vitest';
import { type Comparison, compareLedger } from '../support/compare-ledger.ts';
import { reportTasks, type TaskReport } from '../support/compare-tasks.ts';
import { type HubClient, signIn } from '../support/hub-client.ts';
import { adminPassword } from '../support/start-hub.ts';
import { openWeekHotel, type WeekHotel } from '../support/week-hotel.ts';

const rooms = Number(process.env['HOTEL_ROOMS'] ?? 12);
const days = Number(process.env['HOTEL_DAYS'] ?? 2);
const seed = process.env['HOTEL_SEED'] ?? 'a week';
const longestMs = 90 * 60_000;

let week: WeekHotel | undefined;
afterEach(() => week?.remove());

interface Row {
  readonly of: string;
  readonly met: number;
  readonly missed: number;
  readonly noEvidence: number;
}

test(
  'the ledger says what was so, cell by cell; every task is somebody’s, and none is open without a reason',
  async () => {
    week = await openWeekHotel({ rooms, days, seed });
    const startedAt = performance.now();
    await week.live();
    const livedS = (performance.now() - startedAt) / 1000;
    expect(week.service.failures()).toEqual([]);

    // The session of the first morning has ended by now.
    const admin = await signIn(week.hub.http, 'admin', adminPassword);
    const truth = week.truth();
    const compared = await compareLedger(admin, truth);
    const tasks = await reportTasks(admin, truth);
    tell(compared, tasks, livedS);

    expect(compared.differences).toEqual([]);
    expect(compared.stays).toBeGreaterThanOrEqual(rooms / 2);
    for (const outcome of ['met', 'missed', 'no-evidence'] as const) expect(compared.same[outcome]).toBeGreaterThan(0);
    expect(tasks.withoutOwner).toEqual([]);
    expect(tasks.withoutCause).toEqual([]);
    expect(await complianceOf(admin)).toEqual(await cellsByOutcome(admin));
  },
  longestMs,
);

async function complianceOf(admin: HubClient): Promise<Omit<Row, 'of'>> {
  const { items } = await admin.get<{ items: Row[] }>('/compliance?by=standard&limit=1000');
  const sum = (key: 'met' | 'missed' | 'noEvidence') =>
    items.filter(({ of }) => of === 'service').reduce((before, row) => before + row[key], 0);
  return { met: sum('met'), missed: sum('missed'), noEvidence: sum('noEvidence') };
}

async function cellsByOutcome(admin: HubClient): Promise<Omit<Row, 'of'>> {
  const count = async (outcome: string) => (await admin.list(`/touchpoints?outcome=${outcome}`)).length;
  return { met: await count('met'), missed: await count('missed'), noEvidence: await count('no-evidence') };
}

function tell({ stays, same, inDoubt, differences }: Comparison, tasks: TaskReport, livedS: number): void {
  const cells = Object.values(same).reduce((sum, one) => sum + one, 0) + differences.length;
  console.info(
    [
      `${rooms} rooms, ${days} days in ${livedS.toFixed(0)} s: ${stays} stays, ${cells} cells compared`,
      `  the same: ${JSON.stringify(same)}; among them in doubt: ${inDoubt}; different: ${differences.length}`,
      `  tasks: ${tasks.all} ${JSON.stringify(tasks.byKind)}; without an owner: ${tasks.withoutOwner.length}`,
      `  not over: ${JSON.stringify(tasks.open)}; without a reason: ${tasks.withoutCause.length}`,
    ].join('\n'),
  );
}
