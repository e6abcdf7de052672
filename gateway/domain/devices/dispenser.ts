// Tea and water dispensers: each cup is evidence of supply, each stock is watched towards its predicted end.
import type { DeviceEventInput } from '../inputs.ts';
import type { Space } from '../property.ts';
import type { TouchpointEvent, TouchpointId } from '../touchpoint.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import type { Happening } from './happening.ts';
import { emptyStock, judgeStock, lastsMs, type StockRule, type StockState, takeLevel } from './stock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** An hour is what a lobby team needs to come with leaves or bottles in a quiet house. */
const hourly = { leadMs: 60 * minute, windowMs: 240 * minute, leastWindowMs: 10 * minute };

const stockRules: readonly StockRule[] = [
  { reading: 'level', refillStep: 5, leastLevel: 5, ...hourly },
  { reading: 'leaves', refillStep: 5, leastLevel: 5, ...hourly },
  { reading: 'cups', refillStep: 5, leastLevel: 5, ...hourly },
  { reading: 'bottles', refillStep: 2, leastLevel: 2, ...hourly },
  { reading: 'filter', refillStep: 20, leastLevel: 2, leadMs: 7 * day, windowMs: 30 * day, leastWindowMs: 7 * day },
];

interface DispenserState {
  stocks: Record<string, StockState>;
}

export function createDispenser(context: BehaviourContext, restored?: unknown): Behaviour {
  const state = (restored as DispenserState | undefined) ?? { stocks: {} };

  function judge(rule: StockRule, now: number): Happening[] {
    const stock = state.stocks[rule.reading];
    if (stock?.latest === undefined) return [];
    const { at, level } = stock.latest;
    const { reading } = rule;
    switch (judgeStock(stock, rule)) {
      case 'low': {
        const leftMs = lastsMs(stock, rule);
        const runOutAt = Number.isFinite(leftMs) ? { runOutAt: Math.round(now + leftMs) } : {};
        return [{ type: 'stock-low', reading, level, at, since: stock.lowSince ?? at, ...runOutAt }];
      }
      case 'well':
        return [{ type: 'stock-well', reading, level, at }];
      case 'between':
        return [];
    }
  }

  return {
    sample({ at, readings }) {
      for (const rule of stockRules) {
        const level = readings[rule.reading];
        if (typeof level !== 'number') continue;
        state.stocks[rule.reading] ??= emptyStock();
        takeLevel(state.stocks[rule.reading] as StockState, rule, { at, level });
      }
      return [];
    },
    samplesTaken: (now) => stockRules.flatMap((rule) => judge(rule, now)),
    event(event) {
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
      for (const rule of stockRules) {
        const stock = state.stocks[rule.reading];
        const at = stock?.latest && stock.latest.at + lastsMs(stock, rule);
        if (at !== undefined && Number.isFinite(at)) predicted[rule.reading] = Math.round(at);
      }
      return predicted;
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
