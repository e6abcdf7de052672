// Tea and water dispensers: each cup is evidence of supply, each stock is watched towards its predicted end.
import type { ExpectedGuests } from '../foresight/expected-guests.ts';
import type { DeviceEventInput } from '../inputs.ts';
import type { Space } from '../property.ts';
import type { TouchpointEvent, TouchpointId } from '../touchpoint.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import type { Happening } from './happening.ts';
import {
  emptyStock,
  expectedEnd,
  judgeStock,
  lastsMs,
  type StockRule,
  type StockState,
  takeLevel,
  takeServing,
} from './stock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** An hour is what a lobby team needs to come with leaves or bottles in a quiet house. */
const hourly = { leadMs: 60 * minute, windowMs: 240 * minute, leastWindowMs: 10 * minute };

const stockRules: readonly StockRule[] = [
  { reading: 'level', refillStep: 5, leastLevel: 5, ...hourly },
  { reading: 'leaves', refillStep: 5, leastLevel: 5, eachGuestTakes: 'as-learned', ...hourly },
  { reading: 'cups', refillStep: 5, leastLevel: 5, eachGuestTakes: 'one', ...hourly },
  { reading: 'bottles', refillStep: 2, leastLevel: 2, eachGuestTakes: 'one', ...hourly },
  { reading: 'filter', refillStep: 20, leastLevel: 2, leadMs: 7 * day, windowMs: 30 * day, leastWindowMs: 7 * day },
];

interface DispenserState {
  stocks: Record<string, StockState>;
}

export function createDispenser(context: BehaviourContext, restored?: unknown): Behaviour {
  const state = (restored as DispenserState | undefined) ?? { stocks: {} };
  const isTea = context.record.kind === 'tea-dispenser';
  // Guests who arrive drink of the tea; those who leave take a bottle, whatever the water's level.
  const rules = stockRules.map(
    (rule): StockRule => (rule.reading === 'level' && isTea ? { ...rule, eachGuestTakes: 'as-learned' } : rule),
  );
  /** Known from stays, and told anew after a restart. */
  let expectedGuests: readonly ExpectedGuests[] = [];

  function judge(rule: StockRule, now: number): Happening[] {
    const stock = state.stocks[rule.reading];
    if (stock?.latest === undefined) return [];
    const { at, level } = stock.latest;
    const { reading } = rule;
    const end = expectedEnd(stock, rule, expectedGuests);
    switch (judgeStock(stock, rule, end)) {
      case 'low': {
        const leftMs = lastsMs(stock, rule);
        const byUse = Number.isFinite(leftMs) ? Math.round(now + leftMs) : undefined;
        const isEarlier = end !== undefined && end.runOutAt < (byUse ?? Number.POSITIVE_INFINITY);
        const runOutAt = isEarlier ? end.runOutAt : byUse;
        return [
          {
            type: 'stock-low',
            reading,
            level,
            at,
            since: stock.lowSince ?? at,
            ...(runOutAt !== undefined && { runOutAt }),
            ...(isEarlier && { expected: { ...end, who: isTea ? 'arrivals' : 'departures' } }),
          },
        ];
      }
      case 'well':
        return [{ type: 'stock-well', reading, level, at }];
      case 'between':
        return [];
    }
  }

  return {
    sample({ at, readings }) {
      for (const rule of rules) {
        const level = readings[rule.reading];
        if (typeof level !== 'number') continue;
        state.stocks[rule.reading] ??= emptyStock();
        takeLevel(state.stocks[rule.reading] as StockState, rule, { at, level });
      }
      return [];
    },
    samplesTaken: (now) => rules.flatMap((rule) => judge(rule, now)),
    event(event) {
      if (event.event === 'dispensed') for (const stock of Object.values(state.stocks)) takeServing(stock);
      if (event.event === 'dispensed' || event.event === 'refilled') {
        return [{ type: 'touchpoint', touchpoint: supply(context, event) }];
      }
      return [];
    },
    timePassed: () => [],
    wakeAt: () => undefined,
    snapshot: () => state,
    runOutAt() {
      const predicted: Record<string, number> = {};
      for (const rule of rules) {
        const stock = state.stocks[rule.reading];
        if (stock?.latest === undefined) continue;
        const byGuests = expectedEnd(stock, rule, expectedGuests)?.runOutAt ?? Number.POSITIVE_INFINITY;
        const at = Math.min(stock.latest.at + lastsMs(stock, rule), byGuests);
        if (Number.isFinite(at)) predicted[rule.reading] = Math.round(at);
      }
      return predicted;
    },
    expectGuests(guests) {
      expectedGuests = guests;
    },
  };
}

interface Dispensed {
  readonly product?: string;
  readonly volume?: number;
  readonly temperature?: number;
  readonly card?: string;
}

/** A dispense proves supply, not service: no outcome until a stay is matched to it. */
function supply(context: BehaviourContext, event: DeviceEventInput): TouchpointEvent {
  const touchpoint = servedTouchpoint(context, event);
  const { product, volume, temperature, card } = event.data as Dispensed;
  return {
    id: `${event.device}:${event.id}`,
    at: event.at,
    type: event.event,
    space: context.space.id,
    ...(context.space.floor !== undefined && { floor: context.space.floor }),
    source: `device:${event.device}`,
    ...(card !== undefined && { stayReference: card }),
    ...(touchpoint !== undefined && { touchpoint }),
    ...(volume !== undefined && { value: volume }),
    evidence: {
      clock: event.clock,
      ...(product !== undefined && { product }),
      ...(volume !== undefined && { volume }),
      ...(temperature !== undefined && { temperature }),
    },
  };
}

function servedTouchpoint(context: BehaviourContext, event: DeviceEventInput): TouchpointId | undefined {
  if (event.event !== 'dispensed') return undefined;
  if (event.data['product'] === 'bottle') return 'departure';
  if (!isLobby(context.space)) return undefined;
  return context.record.kind === 'tea-dispenser' ? 'arrival' : 'waiting';
}

function isLobby(space: Space): boolean {
  return space.kind === 'lobby';
}
