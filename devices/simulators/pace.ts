// How often devices speak. A day run speaks less often while nothing happens; a draw is always sampled once a second.
export interface Pace {
  /** Taps open on multiples of this, so that a day run has fewer instants to work off. */
  readonly gridMs: number;
  readonly flowMs: number;
  /** Sensors between draws; at least 10 s. */
  readonly idleMs: number;
  /** Room controllers. */
  readonly climateMs: number;
  /** Dispensers. */
  readonly stockMs: number;
  /** Idle devices speak each at their own moment; otherwise together, which a day run works off faster. */
  readonly spread: boolean;
}

export const livePace: Pace = {
  gridMs: 50,
  flowMs: 1_000,
  idleMs: 15_000,
  climateMs: 30_000,
  stockMs: 20_000,
  spread: true,
};

export const dayPace: Pace = {
  gridMs: 1_000,
  flowMs: 1_000,
  idleMs: 60_000,
  climateMs: 120_000,
  stockMs: 60_000,
  spread: false,
};

/** For many days at speed: as seldom as devices may speak without being taken for silent. */
export const weekPace: Pace = {
  gridMs: 1_000,
  flowMs: 1_000,
  idleMs: 240_000,
  climateMs: 240_000,
  stockMs: 120_000,
  spread: false,
};

/** The next instant after `now` of a device that speaks every `everyMs` at its own `phaseMs`. */
export function nextTurn(now: number, everyMs: number, phaseMs: number): number {
  return (Math.floor((now - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
}

export const onGrid = (at: number, pace: Pace): number => Math.ceil(at / pace.gridMs) * pace.gridMs;
