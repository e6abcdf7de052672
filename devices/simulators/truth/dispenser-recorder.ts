// What a dispenser truly gave and held, whether or not the hub has heard of it.

export interface Served {
  /** As the dispenser's clock had it, Unix ms. */
  readonly at: number;
  readonly product: string;
  readonly temperatureC?: number;
}

/** From this instant on. */
export interface Mark {
  readonly at: number;
  readonly value: number;
}

export interface DispenserRecorder {
  served(one: Served): void;
  /** The main stock, %. */
  level(at: number, percent: number): void;
  /** Somebody filled it up. */
  refilled(at: number): void;
  /** It tells of a fault of its own. */
  fault(at: number): void;
  readonly servings: readonly Served[];
  /** In order; the first is what it began with. */
  readonly levels: readonly Mark[];
  readonly faults: readonly number[];
  readonly refills: readonly number[];
}

export function createDispenserRecorder(): DispenserRecorder {
  const servings: Served[] = [];
  const levels: Mark[] = [];
  const faults: number[] = [];
  const refills: number[] = [];
  return {
    served: (one) => servings.push(one),
    level: (at, value) => levels.push({ at, value }),
    refilled: (at) => refills.push(at),
    fault: (at) => faults.push(at),
    servings,
    levels,
    faults,
    refills,
  };
}
