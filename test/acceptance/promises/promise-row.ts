// One row of the table of promises, told from outside and read back from outside: the cell, the strip of its stay, the line of
// compliance, and the task from its opening to its end.
import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { day, iso, minute, openPromisedHotel, type PromisedHotel } from './promised-hotel.ts';
import type { ComplianceLine, Outcome, WireTask, WireTouchpoint } from './wire.ts';

export interface PromiseRow {
  readonly name: string;
  readonly standard: string;
  /** Which of the twelve; unset: a standard of the house beside them. */
  readonly touchpoint?: string;
  /** By the clock on the wall, when the hub is started. */
  readonly beginsAt: string;
  readonly expected: Outcome;
  /** The stay whose strip shows it; unset: the promise is nobody's in particular. */
  readonly stay?: string;
  /** What the miss or the silence makes of itself; unset: no task is about it. */
  readonly work?: ExpectedWork;
  readonly happens: (hotel: PromisedHotel) => Promise<unknown>;
}

export interface ExpectedWork {
  readonly task: (task: WireTask, row: PromiseRow) => boolean;
  readonly role: WireTask['role'];
  /** What ends it. */
  readonly ends: (hotel: PromisedHotel, task: WireTask) => Promise<unknown>;
  readonly as: readonly [state: 'verified' | 'cancelled', note: string];
}

const isAboutPromise = (task: WireTask, { standard }: Pick<PromiseRow, 'standard'>) =>
  task.kind === 'touchpoint' && task.evidence.some(({ data }) => data['standard'] === standard);
const isOfMiss = (task: WireTask, row: PromiseRow) =>
  isAboutPromise(task, row) && task.evidence.every(({ data }) => data['dueAt'] === undefined);

/** What is given out before the promise is due. */
export async function workInTime(hotel: PromisedHotel, standard: string): Promise<WireTask> {
  const isWork = (task: WireTask) =>
    isAboutPromise(task, { standard }) && task.evidence[0]?.data['dueAt'] !== undefined;
  const tasks = await eventually(
    async () => (await hotel.tasks()).filter(isWork),
    (found) => found.length > 0,
  );
  return tasks[0] as WireTask;
}

/** It was taken back by now, and why. */
export async function expectCancelled(hotel: PromisedHotel, { id }: WireTask, note: string): Promise<void> {
  const { state, history } = await hotel.task(id);
  expect([state, history.at(-1)?.note]).toEqual(['cancelled', note]);
}

/** What is due each day half an hour after the row begins, done today and forgotten tomorrow. */
export async function doneTodayOnly(hotel: PromisedHotel, done: (hotel: PromisedHotel) => Promise<unknown>) {
  await done(hotel);
  await hotel.live(day + 31 * minute);
}

/** The same, with the hub away when it is due tomorrow. */
export async function awayTomorrow(
  hotel: PromisedHotel,
  done: (hotel: PromisedHotel) => Promise<unknown>,
  awayMs: number,
) {
  await done(hotel);
  await hotel.live(day);
  await hotel.hubAway(awayMs);
}

/** A person sees to it, and says so: no device can. */
export const servedBy = (role: WireTask['role']): ExpectedWork => ({
  task: isOfMiss,
  role,
  ends: (hotel, task) => hotel.act(task, 'accept', 'start', 'complete'),
  as: ['verified', 'no-device'],
});

/** It was served after all, and told late: nobody needs to come. */
export const toldLate = (role: WireTask['role'], tell: (hotel: PromisedHotel) => Promise<unknown>): ExpectedWork => ({
  task: isOfMiss,
  role,
  ends: (hotel) => tell(hotel),
  as: ['cancelled', 'withdrawn'],
});

/** The silence has a task of its own, which ends when the device speaks again. */
export const silenceOf = (device: string): ExpectedWork => ({
  task: (task) => task.kind === 'device-offline' && task.device === device,
  role: 'engineer',
  ends: (hotel) => hotel.revive(device),
  as: ['cancelled', 'solved-itself'],
});

export const silenceOfFeed = (feed: string, speak: (hotel: PromisedHotel) => Promise<unknown>): ExpectedWork => ({
  task: (task) => task.evidence.some(({ data }) => data['feed'] === feed),
  role: 'engineer',
  ends: (hotel) => speak(hotel),
  as: ['cancelled', 'solved-itself'],
});

export function provePromises(rows: readonly PromiseRow[]): void {
  test.each(rows)('$name: $standard $expected', async (row) => {
    const hotel = await openPromisedHotel(row.beginsAt);
    try {
      await row.happens(hotel);
      await checkLedger(hotel, row);
      await checkWork(hotel, row);
    } finally {
      await hotel.close();
    }
  });
}

async function checkLedger(hotel: PromisedHotel, { standard, touchpoint, expected, stay }: PromiseRow): Promise<void> {
  const newest = await eventually(
    async () => (await hotel.cells(standard)).find((cell) => stay === undefined || cell.stay === stay) ?? null,
    (cell) => cell?.outcome === expected,
  );
  expect(newest).toMatchObject({ touchpoint: touchpoint ?? null, outcome: expected });
  if (stay !== undefined && touchpoint !== undefined) {
    const { strip } = await hotel.readStay(stay);
    expect(strip).toHaveLength(12);
    expect(strip.find((one) => one.touchpoint === touchpoint)).toEqual({ touchpoint, outcome: expected });
  }
  const cells = await hotel.cells(standard);
  const range = `from=2025-01-01T00:00:00Z&to=${iso(hotel.now() + minute)}`;
  const { items } = await hotel.audit().get<{ items: ComplianceLine[] }>(`/compliance?standard=${standard}&${range}`);
  expect(items).toMatchObject([{ key: standard, ...counted(cells) }]);
}

function counted(cells: readonly WireTouchpoint[]): Omit<ComplianceLine, 'key'> {
  const count = (outcome: Outcome) => cells.filter((cell) => cell.outcome === outcome).length;
  return { met: count('met'), missed: count('missed'), noEvidence: count('no-evidence') };
}

async function checkWork(hotel: PromisedHotel, row: PromiseRow): Promise<void> {
  const { work } = row;
  if (work === undefined) {
    expect((await hotel.tasks()).filter((task) => isAboutPromise(task, row) && task.state === 'open')).toEqual([]);
    return;
  }
  const found = await eventually(
    async () => (await hotel.tasks()).filter((task) => work.task(task, row)),
    (tasks) => tasks.length > 0,
  );
  expect(found).toHaveLength(1);
  const task = found[0] as WireTask;
  expect(task).toMatchObject({ role: work.role, state: 'open' });
  expect(task.dispatchedTo).not.toBeNull();
  await work.ends(hotel, task);
  const [state, note] = work.as;
  const ended = await eventually(
    () => hotel.task(task.id),
    (one) => one.state === state,
  );
  expect(ended.history.at(-1)).toMatchObject({ note });
}
