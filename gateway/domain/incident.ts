// The parent of tasks that share a cause: what it is about, which shape its trouble has, and the part that is likely ill.
export const incidentKinds = ['riser', 'floor', 'plant', 'room', 'floor-offline', 'broker-offline'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** How slow water shows; docs/causes.md has the rules and their grounds. */
export const incidentShapes = ['at-all-hours', 'first-draws', 'some-hours', 'low-flow', 'again-and-again'] as const;
export type IncidentShape = (typeof incidentShapes)[number];

/** Where an engineer looks first. */
export const incidentParts = [
  'riser-pump',
  'pump-timer',
  'balancing-valve',
  'boiler',
  'shut-off-valve',
  'strainer',
  'mixing-cartridge',
  'dead-leg',
  'outlet',
  'network',
] as const;
export type IncidentPart = (typeof incidentParts)[number];

/** One step of the reasoning; pages make their own sentence of code and values, `say-cause.ts` the English one. */
export const incidentReasons = [
  'rooms-missed',
  'share-missed',
  'others-passed',
  'only-first-draws',
  'only-some-hours',
  'little-flow',
  'missed-again',
  'neighbours-passed',
  'never-hot',
  'much-water',
  'devices-silent',
  'link-down',
] as const;
export interface IncidentReason {
  readonly code: (typeof incidentReasons)[number];
  /** Counts, litres, L/min, clock times of the property such as `05:30`. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a task knows of the incident that it belongs to. */
export interface SharedCause {
  readonly kind: IncidentKind;
  /** What it is about: the riser, the floor, the room, or the property's id. */
  readonly subject: string;
  /** Of slow water alone. */
  readonly shape?: IncidentShape;
  readonly part?: IncidentPart;
}

export interface Incident extends SharedCause {
  readonly id: string;
  readonly openedAt: number;
  readonly closedAt?: number;
  /** The incident that took this one in: it turned out to be part of a larger trouble. */
  readonly mergedInto?: string;
  /** The first miss that belongs to it, device clock; the first silence. Unix ms. */
  readonly sinceAt?: number;
  /** In English words: "3 rooms of riser r2 missed since 13:40 UTC: look at its circulation pump". */
  readonly reasoning: string;
  /** The same, as codes. Unset in what an older hub wrote. */
  readonly reasons?: readonly IncidentReason[];
  readonly spaces: readonly string[];
  readonly devices: readonly string[];
  /** The tasks that became its evidence, and its own task where it has one. */
  readonly tasks: readonly string[];
  /** The draws that show it, bounded. Unset in what an older hub wrote, and of silences. */
  readonly draws?: readonly string[];
}
