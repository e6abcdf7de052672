// Which cells something moves, and what comes of it: judged cells, tasks, and when to look again.
import type { Fact } from '../facts.ts';
import { giveWork } from '../foresight/give-work.ts';
import { endUnpromised } from '../foresight/work-ahead.ts';
import { labelOf, type ServiceStandard, type StandardOf } from '../standards/service-standard.ts';
import { endOf } from '../stays/stay.ts';
import type { Task } from '../task.ts';
import { type WorkAhead, workAheadOf } from '../tasks/cause.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { type Cell, cellId, judged, nextCell, type Subject } from './cell.ts';
import { daysToJudge, judgeDays, nextDueAt } from './day-cells.ts';
import { followMiss, followSilentFeed, followStrip } from './follow-up.ts';
import { cellsAround, type JourneyState, keepCell, surroundingsOf, type TrackedStay } from './journey-state.ts';
import { type Judgement, notApplicable } from './judgement.ts';
import { createOccasionBook, type Occasion } from './occasion-book.ts';
import { judgeOccasion, stayOf } from './occasions.ts';
import { areSame, feedOf, lookBackMs, type Silence } from './silence.ts';
import { isContested, isSettled, judgeStay, type Matches, matchAll, subjectsOf } from './stay-cells.ts';
import { stripOf } from './strip.ts';
import { fitsAny, fitsPattern, type Surroundings } from './surroundings.ts';
import { isOffered } from './words.ts';

type Within = StandardOf<'within'>;

export interface Judging {
  afterStay(tracked: TrackedStay, now: number): Fact[];
  /** The event is kept already. */
  afterEvent(event: TouchpointEvent, now: number): Fact[];
  /** The event, as it was told, is kept no more. */
  afterTakenBack(event: TouchpointEvent, now: number): Fact[];
  /** Work ahead that nobody is at any more may be pointless by now. */
  afterLeft(task: Task, now: number): Fact[];
  /** Remembers which of these promises hang on, without judging them yet. */
  noteOccasions(events: Iterable<TouchpointEvent>): void;
  /** What waited for a source that is heard again. */
  overdue(now: number): Fact[];
  /** A device of this place is back: what it was taken for while it was away may not hold. */
  heardAgain(space: string, now: number): Fact[];
  everything(now: number): Fact[];
  wake(sleeper: string, now: number): Fact[];
}

export function createJudging(state: JourneyState, wakeMe: (sleeper: string, at: number) => void): Judging {
  const occasions = createOccasionBook();
  /** What every stay's match was when it was last looked at, by standard. */
  const lastMatches = new Map<string, Matches>();
  /** Stays and occurrences past a deadline that hang on a source that was not heard. */
  const waiting = new Set<string>();
  const waitingOccasions = new Set<string>();
  let knownSilences: readonly Silence[] = [];

  const offered = (): ServiceStandard[] =>
    [...state.standards.values()].filter((one) => isOffered(state.house, state.seen, one));
  const dayStandards = (among = offered()) => among.filter((one) => one.kind === 'available' || one.kind === 'done-by');
  const occasionStandards = (among = offered()) =>
    among.filter((one): one is Within => one.kind === 'within' && !!one.from.event);
  const stayWithins = (among = offered()) =>
    among.filter((one): one is Within => one.kind === 'within' && one.from.stay !== undefined);

  /** Whom a word of another system can move: all, where it makes or ends a silence; else those that wait for it. */
  function whoWaits(now: number): TrackedStay[] {
    const silences = state.feeds.silences();
    const isAsBefore = areSame(knownSilences, silences);
    knownSilences = silences;
    if (isAsBefore) return [...waiting].flatMap((key) => state.stays.get(key) ?? []);
    return [...state.stays.values()].filter(({ stay }) => endOf(stay) >= now - lookBackMs);
  }

  /** What was judged under an older one is answered under it. */
  const versionsOf = ({ id }: Within): Within[] =>
    [...state.versions.values()].filter((one): one is Within => one.id === id && one.kind === 'within');

  /** What was judged keeps the version that it was judged under. */
  function versionFor(standard: ServiceStandard, subject: string): ServiceStandard {
    const label = state.cells.get(cellId(standard, subject))?.standard;
    return (label === undefined ? undefined : state.versions.get(label)) ?? standard;
  }

  /** @param sleeper who is to be woken when it can change by itself. */
  function settle(
    standard: ServiceStandard,
    subject: Subject,
    judgement: Judgement,
    sleeper: string,
    now: number,
  ): Fact[] {
    const standing = state.cells.get(cellId(standard, subject.id));
    if (standing === undefined && isBeforePromise(standard, judgement)) return [];
    if (judgement.nextAt !== undefined) wakeMe(sleeper, Math.max(judgement.nextAt, now + 1));
    const { facts: work, lookAgainAt } = giveWork(state, { standard, subject, judgement }, now);
    if (lookAgainAt !== undefined && lookAgainAt > now) wakeMe(sleeper, lookAgainAt);
    if (isSettled(standing, judgement, now)) return [...work];
    const cell = nextCell(state.house, standing, standard, subject, judgement);
    if (cell === undefined) return [...work];
    keepCell(state, cell);
    return [...work, judged(cell), ...followCell(standard, cell, now)];
  }

  function followCell(standard: ServiceStandard, cell: Cell, now: number): Fact[] {
    const { calendar } = state;
    const day = { ofMiss: calendar.dayOf(cell.at), today: calendar.dayOf(now) };
    const feed = feedOf(cell.evidence['why']);
    return [
      ...followMiss(state.house, standard, cell, day, now),
      ...(feed === undefined ? [] : followSilentFeed(state.house, feed, cell.at, now)),
    ];
  }

  function judgeStays(stays: Iterable<TrackedStay>, around: Surroundings, matchesOf: (s: Within) => Matches): Fact[] {
    const { now } = around;
    const standards = offered();
    const facts: Fact[] = [];
    for (const tracked of stays) {
      const { key } = tracked.stay;
      let isWaiting = false;
      for (const latest of standards) {
        for (const { id, day } of subjectsOf(state, around, latest, tracked.stay)) {
          const standard = versionFor(latest, id);
          const judgement = judgeStay(state, around, standard, tracked, matchesOf, day);
          if (judgement === undefined) continue;
          facts.push(...settle(standard, { id, stay: tracked.stay }, judgement, `stay:${key}`, now));
          if (waitsForSource(judgement, now)) isWaiting = true;
        }
      }
      if (isWaiting) waiting.add(key);
      else waiting.delete(key);
      facts.push(...recover(tracked, around));
    }
    return facts;
  }

  function recover(tracked: TrackedStay, around: Surroundings): Fact[] {
    const { stay, told } = tracked;
    const { now } = around;
    const wasOpened = told.some(({ type }) => type === 'recovery-opened');
    const facts = followStrip(state.house, stay, stripOf(stay, cellsAround(state, stay.key)), wasOpened, now);
    const opened = facts.find((fact) => fact.type === 'task-changed' && fact.change.step === 'open');
    if (opened?.type !== 'task-changed') return facts;
    const event: TouchpointEvent = {
      id: `recovery/${stay.key}`,
      at: now,
      type: 'recovery-opened',
      stay: stay.key,
      stayReference: stay.reference,
      space: opened.task.space,
      source: 'hub',
      evidence: { task: opened.task.id },
    };
    told.push(event);
    return [...facts, { type: 'touchpoint-recorded', touchpoint: event }, ...judgeNewOccasion(event, around)];
  }

  /** Stays whose match is another now, the given ones among them. */
  function withMoved(around: Surroundings, given: readonly TrackedStay[], moved: readonly Within[]): Fact[] {
    const fresh = new Map<string, Matches>();
    const affected = new Set(given);
    const matchesOf = (standard: Within): Matches => {
      const known = fresh.get(labelOf(standard));
      if (known !== undefined) return known;
      const matches = matchAll(state, around, standard);
      fresh.set(labelOf(standard), matches);
      for (const reference of movedBetween(lastMatches.get(labelOf(standard)), matches)) {
        const tracked = state.stays.get(state.keys.get(reference) ?? '');
        if (tracked !== undefined) affected.add(tracked);
      }
      lastMatches.set(labelOf(standard), matches);
      return matches;
    };
    for (const standard of moved) if (isContested(standard)) matchesOf(standard);
    return judgeStays(affected, around, matchesOf);
  }

  function noteOccasion(event: TouchpointEvent, standards: readonly Within[]): Occasion[] {
    return standards.flatMap((standard) => {
      if (standard.from.event === undefined || !fitsPattern(state, standard.from.event, event)) return [];
      return [occasions.note(standard, event)];
    });
  }

  function judgeNewOccasion(event: TouchpointEvent, around: Surroundings, standards = occasionStandards()): Fact[] {
    const fresh = noteOccasion(event, standards);
    return [...fresh, ...fresh.flatMap((one) => sameOccasions(one))].flatMap((one) => judgeOne(one, around));
  }

  /** Told late, the first of them takes the occasion from those that were heard before it. */
  function sameOccasions({ standard: id, event }: Occasion): Occasion[] {
    const standard = state.standards.get(id);
    if (standard?.kind !== 'within' || standard.onceInSeconds === 0) return [];
    return occasions
      .ofStay(event.stay)
      .filter((one) => one.standard === id && one.event !== event && one.event.at >= event.at);
  }

  /** What it began is promised to nobody; the next of the same takes its place. */
  function endOccasions(event: TouchpointEvent, around: Surroundings): Fact[] {
    const ended = occasions.takeOut(event, state.standards.keys());
    return [
      ...ended.flatMap((one) => judgeOne(one, around, notApplicable)),
      ...ended.flatMap(sameOccasions).flatMap((one) => judgeOne(one, around)),
    ];
  }

  function judgeOne({ standard: id, event }: Occasion, around: Surroundings, given?: Judgement): Fact[] {
    const latest = state.standards.get(id);
    const standard = latest && versionFor(latest, event.id);
    if (standard?.kind !== 'within') return [];
    const tracked = stayOf(state, event);
    const judgement = given ?? judgeOccasion(state, around, standard, event, tracked);
    const cell = cellId(standard, event.id);
    if (waitsForSource(judgement, around.now)) waitingOccasions.add(cell);
    else waitingOccasions.delete(cell);
    const subject = { id: event.id, stay: tracked?.stay };
    const facts = settle(standard, subject, judgement, `occasion:${cell}`, around.now);
    return facts.length === 0 || tracked === undefined ? facts : [...facts, ...recover(tracked, around)];
  }

  function judgeDue(
    around: Surroundings,
    standards = dayStandards(),
    days = daysToJudge(state, around),
    again = false,
  ) {
    const { now } = around;
    const judgements = judgeDays(state, around, standards, days, again);
    const nextAt = nextDueAt(around, dayStandards());
    if (nextAt !== undefined) wakeMe('days', nextAt);
    const facts = judgements.flatMap(({ standard, subject, judgement }) =>
      settle(versionFor(standard, subject.id), subject, judgement, 'days', now),
    );
    return facts.some(isOfTouchpoint) ? [...facts, ...recoverAll(around)] : facts;
  }

  /** @param itsOwn what comes of the occasions that it is itself. */
  function judgeMovedBy(event: TouchpointEvent, around: Surroundings, itsOwn: (standards: Within[]) => Fact[]): Fact[] {
    const tracked = event.stay === undefined ? undefined : state.stays.get(event.stay);
    const standards = offered();
    const begun = occasionStandards(standards);
    const moved = stayWithins(standards).filter((standard) => fitsAny(around, standard.evidence, event));
    const answered = begun.filter((standard) => fitsAny(around, standard.evidence, event));
    const open = new Set(answered.flatMap(versionsOf).flatMap((version) => occasions.answeredBy(version, event)));
    const jobs = dayStandards(standards).filter(
      (one) => one.kind === 'done-by' && fitsAny(around, one.evidence, event),
    );
    return [
      ...(tracked !== undefined || moved.length > 0 ? withMoved(around, tracked ? [tracked] : [], moved) : []),
      ...itsOwn(begun),
      ...[...open].flatMap((one) => judgeOne(one, around)),
      ...(jobs.length > 0 ? judgeDue(around, jobs, state.calendar.days(event.at, event.at + 1), true) : []),
    ];
  }

  /** What is missed by the house is missed by everybody in it. */
  function recoverAll(around: Surroundings): Fact[] {
    const inHouse = [...state.stays.values()].filter(({ stay }) => stay.state === 'in-house');
    return inHouse.flatMap((tracked) => recover(tracked, around));
  }

  function wake(sleeper: string, now: number): Fact[] {
    const around = surroundingsOf(state, now);
    if (sleeper === 'days') return judgeDue(around);
    const tracked = state.stays.get(sleeper.slice('stay:'.length));
    if (sleeper.startsWith('stay:')) return tracked === undefined ? [] : withMoved(around, [tracked], []);
    const occasion = occasions.get(sleeper.slice('occasion:'.length));
    return occasion === undefined ? [] : judgeOne(occasion, around);
  }

  return {
    noteOccasions(events) {
      const standards = occasionStandards();
      for (const event of events) noteOccasion(event, standards);
    },

    afterStay(tracked, now) {
      const around = surroundingsOf(state, now);
      const facts = withMoved(around, [tracked, ...whoWaits(now)], stayWithins());
      // Its requests may be known as its own only now.
      const own = occasions.near(tracked).filter(({ event }) => stayOf(state, event) === tracked);
      return [...facts, ...own.flatMap((one) => judgeOne(one, around))];
    },

    afterEvent(event, now) {
      const around = surroundingsOf(state, now);
      return judgeMovedBy(event, around, (standards) => judgeNewOccasion(event, around, standards));
    },

    afterTakenBack(event, now) {
      const around = surroundingsOf(state, now);
      return judgeMovedBy(event, around, () => endOccasions(event, around));
    },

    afterLeft(task, now) {
      const ahead = leftWorkOf(task);
      if (ahead === undefined) return [];
      const cell = cellId({ id: ahead.standard }, ahead.subject);
      if (occasions.get(cell) !== undefined) return wake(`occasion:${cell}`, now);
      return wake(ahead.stay === undefined ? 'days' : `stay:${ahead.stay}`, now);
    },

    overdue(now) {
      const around = surroundingsOf(state, now);
      const stays = whoWaits(now);
      const others = [...waitingOccasions].flatMap((cell) => occasions.get(cell) ?? []);
      return [...withMoved(around, stays, []), ...others.flatMap((one) => judgeOne(one, around))];
    },

    heardAgain(space, now) {
      const there = [...state.stays.values()].filter(
        ({ stay }) => stay.state === 'in-house' && stay.rooms.some((room) => room.space === space),
      );
      return there.length === 0 ? [] : withMoved(surroundingsOf(state, now), there, []);
    },

    everything(now) {
      const around = surroundingsOf(state, now);
      return [
        ...withMoved(around, [...state.stays.values()], stayWithins()),
        ...[...occasions.all()].flatMap((one) => judgeOne(one, around)),
        ...judgeDue(around),
        ...endUnpromised(state.house, new Set(offered().map(({ id }) => id)), now),
      ];
    },

    wake,
  };
}

/** By a person, and so that it is there for others; undefined where the task is no such work. */
function leftWorkOf({ cause, state, history }: Task): WorkAhead | undefined {
  const last = history.at(-1);
  if (last === undefined || last.by === 'hub' || (last.from !== 'started' && last.step !== 'undo')) return undefined;
  return state === 'open' || state === 'accepted' || state === 'on-hold' ? workAheadOf(cause) : undefined;
}

const isOfTouchpoint = (fact: Fact): boolean =>
  fact.type === 'touchpoint-judged' && fact.touchpoint.touchpoint !== undefined;

/**
 * Overdue, and not known because a source has not been heard; what waits for the stay itself asks for nothing. A system that is
 * silent may still tell, hours late, what it was not silent about.
 */
function waitsForSource({ outcome, at, nextAt, proof }: Judgement, now: number): boolean {
  if (outcome === 'no-evidence') return at >= now - lookBackMs && feedOf(proof['why']) !== undefined;
  return outcome === 'pending' && at < now && nextAt !== undefined;
}

/** Nobody was promised yet what was due then. Replaying it under the promise is another matter. */
function isBeforePromise({ since = Number.NEGATIVE_INFINITY }: ServiceStandard, { outcome, at }: Judgement): boolean {
  return outcome !== 'pending' && outcome !== 'not-applicable' && at < since;
}

function movedBetween(before: Matches | undefined, after: Matches): string[] {
  if (before === undefined) return [];
  const references = new Set([...before.keys(), ...after.keys()]);
  return [...references].filter((one) => {
    const [was, is] = [before.get(one), after.get(one)];
    return was?.event !== is?.event || was?.others?.length !== is?.others?.length;
  });
}
