// A dispenser of any kind: each serving takes from its stocks, an empty one serves nothing, and a person refills it some time
// after it is low, or when told.
import type { Command } from '../../envelope.ts';
import type { HotelClock } from '../hotel-clock.ts';
import type { DeviceLink } from '../network/device-link.ts';
import type { DeviceTime } from '../network/device-time.ts';
import { nextTurn, type Pace } from '../pace.ts';
import type { Random } from '../random.ts';
import type { DispenserRecorder, Served } from '../truth/dispenser-recorder.ts';
import type { EventIds } from './event-ids.ts';
import { holdAllowed, numberIn, refusal } from './hold.ts';
import { createWarmth } from './warmth.ts';

export interface Product {
  readonly product: string;
  /** How often it is chosen among the others. */
  readonly share: number;
  readonly litres?: number;
  readonly temperatureC?: number;
  /** What one serving takes, by stock, in the stock's unit. */
  readonly uses: Readonly<Record<string, number>>;
}

export interface DispenserStock {
  readonly full: number;
  readonly start: number;
  /** Counted in whole pieces. */
  readonly pieces: boolean;
  /** Worn parts are replaced by an engineer, not by a refill. */
  readonly wears?: true;
}

export interface DispenserMaking {
  readonly boilerC: number;
  /** What it has in it stands at this temperature until it is told to warm it. */
  readonly rest?: { readonly restC: number; readonly timeConstantS: number };
  readonly products: readonly Product[];
  readonly stocks: Readonly<Record<string, DispenserStock>>;
}

export interface Dispenser {
  start(): void;
  stop(): void;
  /** One guest in front of it. Undefined where it has nothing to give. */
  serve(): Served | undefined;
  refill(): void;
  fault(code: string, message: string): void;
  /** Undefined where it does not know the command. */
  obey(command: Command): Readonly<Record<string, unknown>> | undefined;
}

/** Between the cabinet and the guest's hand. */
const lostToHandK = 1;

/** Share of full at which somebody notices without being told. */
const noticedShare = 0.06;

export function createDispenser(options: {
  readonly clock: HotelClock;
  readonly random: Random;
  readonly pace: Pace;
  readonly link: DeviceLink;
  readonly time: DeviceTime;
  readonly eventIds: EventIds;
  readonly making: DispenserMaking;
  readonly recorder: DispenserRecorder;
  /** How long it takes until somebody who noticed has refilled it. */
  readonly refillAfterMs: number;
}): Dispenser {
  const { clock, random, pace, link, time, eventIds, making, recorder } = options;
  const phaseMs = pace.spread ? random.integer(0, pace.stockMs - 1) : 0;
  const warmth = making.rest && createWarmth(clock, making.rest.restC, making.rest.timeConstantS);
  const levels = new Map(Object.entries(making.stocks).map(([stock, { start }]) => [stock, start]));
  let cancelReport = () => {};
  let cancelRefill: (() => void) | undefined;

  function tell(type: string, data: Readonly<Record<string, unknown>>): number {
    const at = time.stamp();
    link.sendEvent({ id: eventIds.next(), at, type, ...data });
    return at;
  }

  const noteLevel = () => recorder.level(clock.now(), levels.get('level') ?? 0);

  function report(): void {
    const readings = Object.fromEntries(
      [...levels].map(([stock, level]) => [stock, making.stocks[stock]!.pieces ? Math.floor(level) : round(level)]),
    );
    link.sendSample({
      at: time.stamp(),
      temperature: round(random.normal(warmth?.nowC() ?? making.boilerC, 0.4)),
      ...readings,
    });
  }

  function reportInTurn(): void {
    report();
    schedule();
  }

  function schedule(): void {
    cancelReport = clock.schedule(nextTurn(clock.now(), pace.stockMs, phaseMs), reportInTurn);
  }

  const has = (product: Product) => Object.entries(product.uses).every(([stock, used]) => levels.get(stock)! >= used);

  function choose(): Product | undefined {
    const left = making.products.filter(has);
    let ticket = random.between(
      0,
      left.reduce((sum, product) => sum + product.share, 0),
    );
    return left.find((product) => {
      ticket -= product.share;
      return ticket < 0;
    });
  }

  function refill(): void {
    cancelRefill?.();
    cancelRefill = undefined;
    for (const [stock, { full, wears }] of Object.entries(making.stocks)) if (!wears) levels.set(stock, full);
    noteLevel();
    recorder.refilled(clock.now());
    tell('refilled', { level: 100 });
    report();
  }

  function noticeWhatRunsLow(): void {
    const isLow = [...levels].some(
      ([stock, level]) => !making.stocks[stock]!.wears && level <= making.stocks[stock]!.full * noticedShare,
    );
    if (isLow) cancelRefill ??= clock.schedule(clock.now() + options.refillAfterMs, refill);
  }

  function give(product: Product): Served {
    for (const [stock, used] of Object.entries(product.uses)) levels.set(stock, levels.get(stock)! - used);
    noteLevel();
    const temperatureC =
      product.temperatureC === undefined
        ? undefined
        : round(random.normal(warmth === undefined ? product.temperatureC : warmth.nowC() - lostToHandK, 0.6));
    const at = tell('dispensed', {
      product: product.product,
      ...(product.litres === undefined ? {} : { volume: product.litres }),
      ...(temperatureC === undefined ? {} : { temperature: temperatureC }),
    });
    const served = { at, product: product.product, ...(temperatureC === undefined ? {} : { temperatureC }) };
    recorder.served(served);
    report();
    return served;
  }

  return {
    start() {
      noteLevel();
      schedule();
    },
    stop() {
      cancelReport();
      cancelRefill?.();
    },
    serve() {
      const product = choose();
      const served = product === undefined ? undefined : give(product);
      noticeWhatRunsLow();
      return served;
    },
    refill,
    fault(code, message) {
      recorder.fault(clock.now());
      tell('fault', { code, message });
    },
    obey(command) {
      if (command.command !== 'warm' || warmth === undefined) return undefined;
      const temperature = numberIn(command, 'temperature', [20, 60]);
      const seconds = numberIn(command, 'seconds', holdAllowed);
      if (temperature === undefined || seconds === undefined) return refusal('temperature, 20 to 60, and seconds');
      warmth.warm(temperature, seconds);
      return { temperature: round(warmth.nowC()) };
    },
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
