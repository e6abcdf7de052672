// What the house does about its ledger: one task a day for a promise that was missed, one to make good to a guest who was
// failed twice, one for a system that fell silent.
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Space } from '../property.ts';
import type { ServiceStandard } from '../standards/service-standard.ts';
import { roomAt, type Stay } from '../stays/stay.ts';
import { overStates, type Task, type TaskEvidence } from '../task.ts';
import { aheadCause, feedCause, recoveryCause, touchpointCause } from '../tasks/cause.ts';
import { hasEvidence, openOrAdd, prove, withdraw } from '../tasks/open-task.ts';
import { type Cell, subjectOf } from './cell.ts';
import type { StripCell } from './strip.ts';

/** So many touchpoints of one stay missed: the house makes good before the guest leaves. */
const missesThatNeedRecovery = 2;

/** @param day the local day of the miss; what is not of today any more opens nothing. */
export function followMiss(
  house: House,
  standard: ServiceStandard,
  cell: Cell,
  day: { readonly ofMiss: string; readonly today: string },
  now: number,
): Fact[] {
  const cause = touchpointCause(standard.id, day.ofMiss);
  const evidence: TaskEvidence = {
    type: 'event',
    id: cell.id,
    at: cell.at,
    data: { standard: standard.id, ...(cell.seconds !== undefined && { seconds: cell.seconds }) },
  };
  if (cell.outcome !== 'missed') return withdraw(house, cause, evidence, now);
  const ahead = workStillOpen(house, standard, cell);
  if (ahead !== undefined) return hasEvidence(ahead, evidence) ? [] : [joinWork(house, ahead, evidence, now)];
  const standing = house.board.byCause(cause);
  if (!standard.opensTask || day.ofMiss !== day.today || (standing && hasEvidence(standing, evidence))) return [];
  const space = placeOf(house, cell.space);
  if (space === undefined) return [];
  return [
    openOrAdd(
      house,
      {
        kind: 'touchpoint',
        cause,
        space,
        role: standard.owner,
        title: `Missed: ${standard.promise}`,
        priority: 3,
        evidence,
      },
      now,
    ),
  ];
}

/** What was to be done in time and still can be: late, it is the same piece of work. */
function workStillOpen(house: House, { id }: ServiceStandard, cell: Cell): Task | undefined {
  return house.board.byCause(aheadCause(id, cell.stay, subjectOf(cell)));
}

function joinWork(house: House, task: Task, evidence: TaskEvidence, now: number): Fact {
  const priority = Math.min(task.priority, 2) as Task['priority'];
  return house.board.step(task, {
    step: 'raise-priority',
    at: now,
    priority,
    note: 'promise-missed',
    evidence: [evidence],
  });
}

/** Undefined where nothing is to be made good, or the guest has left. */
export function followStrip(house: House, stay: Stay, strip: readonly StripCell[], wasOpened: boolean, now: number) {
  const cause = recoveryCause(stay.key);
  const standing = house.board.byCause(cause);
  const missed = strip.filter(({ outcome }) => outcome === 'missed');
  const reasons = missed.map(({ touchpoint, cells }): TaskEvidence => {
    const cell = cells.find(({ outcome }) => outcome === 'missed');
    return { type: 'event', id: `${stay.key}/${touchpoint}`, at: cell?.at ?? now, data: { touchpoint } };
  });
  if (stay.state !== 'in-house') {
    const isOpen = standing !== undefined && !overStates.has(standing.state) && standing.state !== 'done';
    return isOpen && stay.state === 'departed'
      ? [house.board.step(standing, { step: 'cancel', at: now, to: 'cancelled', note: 'guest-left' })]
      : [];
  }
  if (missed.length < missesThatNeedRecovery) {
    const told = standing?.evidence.filter(({ data }) => data?.['withdrawn'] !== true) ?? [];
    return told.flatMap((one) => withdraw(house, cause, one, now));
  }
  const space = placeOf(house, roomAt(stay, now));
  if (space === undefined || (standing === undefined && wasOpened)) return [];
  const dueAt = stay.moments['expected-departure'];
  const news = reasons.filter((one) => standing === undefined || !hasEvidence(standing, one));
  return news.map((evidence) =>
    openOrAdd(
      house,
      {
        kind: 'recovery',
        cause,
        space,
        title: `Make good before check-out: ${missed.map(({ touchpoint }) => touchpoint).join(', ')} missed`,
        priority: 1,
        evidence,
        ...(dueAt !== undefined && dueAt > now && { dueAt }),
      },
      now,
    ),
  );
}

export function followSilentFeed(house: House, feed: string, since: number, now: number): Fact[] {
  const space = placeOf(house, undefined);
  if (space === undefined || house.board.byCause(feedCause(feed)) !== undefined) return [];
  return [
    openOrAdd(
      house,
      {
        kind: 'device-offline',
        cause: feedCause(feed),
        space,
        title: `Nothing is heard from the ${feed.toUpperCase()}`,
        priority: 2,
        evidence: { type: 'silence', at: since, data: { feed } },
      },
      now,
    ),
  ];
}

export function followFeed(house: House, feed: string, now: number): Fact[] {
  return prove(house, feedCause(feed), { type: 'reading', at: now }, now);
}

/** Tasks have a place; where none is meant it is the lobby. */
export function placeOf({ spaces }: House, id: Space['id'] | undefined): Space | undefined {
  const all = [...spaces.values()];
  return (id === undefined ? undefined : spaces.get(id)) ?? all.find(({ kind }) => kind === 'lobby') ?? all[0];
}
