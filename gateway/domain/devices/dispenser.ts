// Tea and water dispensers: each cup is evidence of supply, each stock is watched towards its predicted end.
import type { DeviceEventInput, Sample } from '../inputs.ts';
import type { Space } from '../property.ts';
import type { TouchpointEvent, TouchpointId } from '../touchpoint.ts';
import type { Behaviour, BehaviourContext } from './behaviour.ts';
import type { Happening } from './happening.ts';
import { emptyStock, judgeStock, predictRunOut, type StockRule, type StockState, takeLevel } from './stock.ts';

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

  function takeStock(rule: StockRule, level: number, at: number, now: number): Happening[] {
    const stock = state.stocks[rule.reading] ?? emptyStock();
    state.stocks[rule.reading] = stock;
    takeLevel(stock, rule, { at, level });
    switch (judgeStock(stock, rule, now)) {
      case 'low':
        return [{ type: 'stock-low', reading: rule.reading, level, runOutAt: predictRunOut(stock, rule) ?? at, at }];
      case 'well':
        return [{ type: 'stock-well', reading: rule.reading, level, at }];
      case 'between':
        return [];
    }
  }

  return {
    sample(sample: Sample, _clock, now) {
      const happenings: Happening[] = [];
      for (const rule of stockRules) {
        const level = sample.readings[rule.reading];
        if (typeof level === 'number') happenings.push(...takeStock(rule, level, sample.at, now));
      }
      return happenings;
    },
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
        const at = stock && predictRunOut(stock, rule);
        if (at !== undefined) predicted[rule.reading] = Math.round(at);
      }
      return predicted;
    },
  };
}

/** A dispense proves supply, not service: no outcome until a stay is matched to it. */
function supply(context: BehaviourContext, event: DeviceEventInput): TouchpointEvent {
  const touchpoint = servedTouchpoint(context, event);
  const { product, volume, temperature } = event.data as { product?: string; volume?: number; temperature?: number };
  return {
    id: `${event.device}:${event.id}`,
    at: event.at,
    type: event.event,
    space: context.space.id,
    ...(context.space.floor !== undefined && { floor: context.space.floor }),
    source: `device:${event.device}`,
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
