// The desk of the ledger: takes what is told of stays and touchpoints, follows what else happens in the house, and judges anew
// what that moves. Deterministic; everything it owns is recalled from facts.
import { type Decision, refuse } from '../decision.ts';
import type { Fact } from '../facts.ts';
import type { House } from '../house.ts';
import type { Input } from '../inputs.ts';
import { refuseStale } from '../standards/change-standard.ts';
import { sameTerms } from '../standards/same-terms.ts';
import type { FeedName, ServiceStandard } from '../standards/service-standard.ts';
import { endOf, foldStay, type Stay } from '../stays/stay.ts';
import type { StayEvent } from '../stays/stay-event.ts';
import type { StaysAtHand } from '../stays/stays-at-hand.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { createWakeQueue } from '../wake-queue.ts';
import { followFeed } from './follow-up.ts';
import { followDevice, followDraw } from './house-events.ts';
import {
  beginRecord,
  forgetOld,
  forgetStay,
  type JourneyMemory,
  type JourneyState,
  keepEvent,
  keepStandard,
  ownSilence,
  recallJourney,
  type TrackedStay,
  takeOutEvent,
} from './journey-state.ts';
import { createJudging } from './judging.ts';
import type { FeedRulesByName } from './silence.ts';
import { asTakenBack, followTask, takenBackWith } from './task-taps.ts';
import { isOfCrm, isOffered, wordsOfEvent } from './words.ts';

type Of<T extends Input['type']> = Extract<Input, { type: T }>;

export interface Journeys {
  takeStayEvent(input: Of<'stay-event'>, now: number): Decision;
  takeTouchpoint(input: Of<'tell-touchpoint'>, now: number): Decision;
  setStandard(input: Of<'set-service-standard'>, now: number): Decision;
  erase(input: Of<'erase-stays'>): Decision;
  /** A machine that reads the guest's card says by reference whose cup it was: the same facts, under the hub's own key. */
  identify(facts: readonly Fact[], now: number): readonly Fact[];
  /** What the ledger makes of what else happened. */
  follow(facts: readonly Fact[], now: number): Fact[];
  timePassed(now: number): Fact[];
  wakeAt(): number | undefined;
  readonly stays: StaysAtHand;
  /** The standard in its latest version; undefined where the house does not promise it, or has not what it needs. */
  promise(id: string): ServiceStandard | undefined;
}

export interface JourneyParts {
  readonly memory: JourneyMemory;
  readonly shipped: readonly ServiceStandard[];
  readonly feedRules: FeedRulesByName;
  readonly startedAt: number;
}

/** Clocks of two systems differ by minutes; by hours, somebody sends local time as if it were UTC. ms. */
const mostAheadMs = 10 * 60_000;

/** No party makes so many events; a sender that does is in a loop. */
const mostEventsOfStay = 500;

export function createJourneys(house: House, { memory, shipped, feedRules, startedAt }: JourneyParts): Journeys {
  const state: JourneyState = recallJourney(house, memory, shipped, feedRules, startedAt);
  const sleepers = createWakeQueue<string>();
  /** A new one may bring promises with it. */
  const devices = new Set<string>(house.devices.keys());
  const judging = createJudging(state, sleepers.want);
  sleepers.want('start', startedAt);

  function start(now: number): Fact[] {
    const silence = ownSilence(state);
    if (silence !== undefined) state.silences.push(silence);
    judging.noteOccasions([...state.untold, ...[...state.stays.values()].flatMap(({ told }) => told)]);
    return [
      ...(silence === undefined ? [] : [{ type: 'silence-ended' as const, silence }]),
      ...judging.everything(now),
    ];
  }

  function trackedBy(reference: string, now: number): { tracked: TrackedStay; isNew: boolean } {
    const known = state.stays.get(state.keys.get(reference) ?? '');
    if (known !== undefined) return { tracked: known, isNew: false };
    const record = { key: newKey(now), reference, events: [] };
    const tracked: TrackedStay = { record, stay: foldStay(record), told: [] };
    state.stays.set(record.key, tracked);
    state.keys.set(reference, record.key);
    return { tracked, isNew: true };
  }

  function newKey(now: number): string {
    for (let index = 0; ; index++) {
      const key = `s-${now.toString(36)}-${index.toString(36)}`;
      if (!state.stays.has(key)) return key;
    }
  }

  function hearFeed(name: FeedName, at: number, now: number): Fact[] {
    state.feeds.tell(name, at);
    const { silentAt = Number.POSITIVE_INFINITY } = state.feeds.hearingOf(name, now);
    return silentAt > now ? followFeed(house, name, now) : [];
  }

  function takeEvent(event: TouchpointEvent, now: number): Fact[] {
    const news = wordsOfEvent(event).filter((word) => !state.seen.has(word));
    for (const word of news) state.seen.add(word);
    keepEvent(state, event);
    return judging.afterEvent(event, now);
  }

  function evidenceTypeOf(id: string): string | undefined {
    const standard = state.standards.get(id);
    const patterns = standard !== undefined && 'evidence' in standard ? standard.evidence : [];
    return patterns.find(({ types, devices: told }) => types !== undefined && told === undefined)?.types?.[0];
  }

  function withReference(event: TouchpointEvent): TouchpointEvent {
    const reference = event.stay === undefined ? undefined : state.stays.get(event.stay)?.record.reference;
    return reference === undefined ? event : { ...event, stayReference: reference };
  }

  /** On record beside the ledger: what is told here is evidence for whoever asks later. */
  function record(event: TouchpointEvent, now: number): Fact[] {
    return [{ type: 'touchpoint-recorded', touchpoint: event }, ...takeEvent(event, now)];
  }

  /** It stays on record under its id, as what it was: a slip. */
  function takeBack(slip: Pick<TouchpointEvent, 'id' | 'stay'>, now: number): Fact[] {
    const told = takeOutEvent(state, slip);
    if (told === undefined) return [];
    return [{ type: 'touchpoint-recorded', touchpoint: asTakenBack(told, now) }, ...judging.afterTakenBack(told, now)];
  }

  return {
    takeStayEvent({ stay: reference, event }, now) {
      const { space } = event;
      if (event.at > now + mostAheadMs) return refuseAhead();
      if (space !== undefined && !house.spaces.has(space)) {
        return refuse('unknown-space', `no space ${space} is known`, 'space');
      }
      const { tracked } = trackedBy(reference, now);
      if (tracked.record.events.length >= mostEventsOfStay) {
        return refuse('invalid', `expected at most ${mostEventsOfStay} events of one stay`, 'stay');
      }
      takeInto(tracked, event);
      const heard = hearFeed('pms', event.at, now);
      return {
        facts: [{ type: 'stay-changed', stay: tracked.record }, ...heard, ...judging.afterStay(tracked, now)],
      };
    },

    takeTouchpoint(input, now) {
      const { id, touchpoint, event: type, at, stay: reference, space, data, by } = input;
      if (at > now + mostAheadMs) return refuseAhead();
      if (space !== undefined && !house.spaces.has(space)) {
        return refuse('unknown-space', `no space ${space} is known`, 'space');
      }
      if (id.startsWith('cell/') || house.devices.has(id.split(':')[0] ?? '')) {
        return refuse('invalid', 'expected an id of your own: this one is how the hub names its records', 'id');
      }
      const found = reference === undefined ? undefined : trackedBy(reference, now);
      const floor = space === undefined ? undefined : house.spaces.get(space)?.floor;
      const event: TouchpointEvent = {
        id,
        at,
        touchpoint,
        type,
        source: by.role === 'integration' ? `token:${by.name}` : `user:${by.name}`,
        evidence: data,
        ...(found && { stay: found.tracked.record.key, stayReference: found.tracked.record.reference }),
        ...(space !== undefined && { space }),
        ...(floor !== undefined && { floor }),
      };
      const isFeed = isOfCrm(event);
      const heard = isFeed ? hearFeed('crm', at, now) : [];
      return {
        facts: [
          ...(found?.isNew ? [{ type: 'stay-changed' as const, stay: found.tracked.record }] : []),
          ...heard,
          ...record(event, now),
          ...(isFeed ? judging.overdue(now) : []),
        ],
      };
    },

    setStandard({ id, terms, madeFrom, origin }, now) {
      const latest = state.standards.get(id);
      const previous =
        origin === 'api'
          ? latest
          : [...state.versions.values()].findLast((one) => one.id === id && one.origin === 'file');
      if (previous !== undefined && sameTerms(previous, terms)) return { facts: [] };
      if (origin === 'file' && latest !== undefined && latest.origin === undefined && sameTerms(latest, terms)) {
        return { facts: [] };
      }
      const before = latest?.version ?? 0;
      if (madeFrom !== undefined && madeFrom !== before) return refuseStale(id, before, madeFrom);
      const since = latest?.enabled === true ? latest.since : now;
      const version = before + 1;
      const standard: ServiceStandard = { ...terms, id, version, origin, ...(since !== undefined && { since }) };
      keepStandard(state, standard);
      return { facts: [{ type: 'service-standard-changed', standard }, ...judging.everything(now)] };
    },

    erase({ before }) {
      const over = [...state.stays.values()].filter(({ stay }) => endOf(stay) < before);
      for (const { record: stay } of over) forgetStay(state, stay);
      const keys = over.map(({ record: stay }) => stay.key);
      return { facts: keys.length === 0 ? [] : [{ type: 'stays-erased', keys }] };
    },

    identify(facts, now) {
      return facts.flatMap((fact): Fact[] => {
        if (fact.type !== 'touchpoint-recorded') return [fact];
        const { stay, stayReference: reference } = fact.touchpoint;
        if (stay !== undefined || reference === undefined) return [fact];
        const { tracked, isNew } = trackedBy(reference, now);
        const touchpoint = { ...fact.touchpoint, stay: tracked.record.key };
        return [...(isNew ? [{ type: 'stay-changed' as const, stay: tracked.record }] : []), { ...fact, touchpoint }];
      });
    },

    follow(facts, now) {
      const before = facts.length === 0 ? undefined : beginRecord(state, now);
      const followed = facts.flatMap((fact): Fact[] => {
        switch (fact.type) {
          case 'touchpoint-recorded':
            return isKnown(state, fact.touchpoint) ? [] : takeEvent(fact.touchpoint, now);
          case 'device-changed': {
            if (!devices.has(fact.device.record.id)) {
              devices.add(fact.device.record.id);
              sleepers.want('days', now + 1);
            }
            const { id, space } = fact.device.record;
            const wasAway = state.unheardSince.has(id);
            const silence = followDevice(state, fact.device, now);
            const isBack = wasAway && !state.unheardSince.has(id);
            if (silence === undefined) return isBack ? judging.heardAgain(space, now) : [];
            return [{ type: 'silence-ended', silence }, ...judging.overdue(now)];
          }
          case 'draw-closed':
            followDraw(state, fact.draw);
            return [];
          case 'task-changed':
            return [
              ...takenBackWith(fact.task).flatMap((event) => takeBack(event, now)),
              ...followTask(fact.task, fact.change, evidenceTypeOf).flatMap((event) =>
                record(withReference(event), now),
              ),
              ...judging.afterLeft(fact.task, now),
            ];
          default:
            return [];
        }
      });
      return before === undefined ? followed : [{ type: 'silence-ended', silence: before }, ...followed];
    },

    timePassed(now) {
      forgetOld(state, now);
      const facts: Fact[] = [];
      for (const sleeper of sleepers.takeDue(now)) {
        facts.push(...(sleeper === 'start' ? start(now) : judging.wake(sleeper, now)));
      }
      return facts;
    },

    stays: {
      byReference: (reference) => state.stays.get(state.keys.get(reference) ?? '')?.stay,
      *all() {
        for (const { stay } of state.stays.values()) yield stay;
      },
    },
    promise(id) {
      const standard = state.standards.get(id);
      return standard !== undefined && isOffered(house, state.seen, standard) ? standard : undefined;
    },
    wakeAt: sleepers.nextAt,
  };
}

function refuseAhead() {
  return refuse(
    'invalid',
    `expected at most ${mostAheadMs / 60_000} minutes from now: what is told has happened`,
    'at',
  );
}

function takeInto(tracked: TrackedStay, event: StayEvent): void {
  tracked.record = { ...tracked.record, events: [...tracked.record.events, event] };
  tracked.stay = foldStay(tracked.record) satisfies Stay;
}

/** An event that the desk itself recorded comes by once more as a fact. */
function isKnown({ untold, stays }: JourneyState, event: TouchpointEvent): boolean {
  return event.stay === undefined ? untold.has(event) : stays.get(event.stay)?.told.includes(event) === true;
}
