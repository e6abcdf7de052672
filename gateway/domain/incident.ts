// The parent of tasks that share a cause.
export const incidentKinds = ['riser', 'plant', 'floor-offline', 'broker-offline'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  readonly id: string;
  readonly kind: IncidentKind;
  /** What it is about: the riser, the floor, or the property's id. */
  readonly subject: string;
  readonly openedAt: number;
  readonly closedAt?: number;
  /** In words: "3 rooms of riser r2 missed since 13:40". */
  readonly reasoning: string;
  readonly spaces: readonly string[];
  readonly devices: readonly string[];
  /** The tasks that became its evidence, and its own task where it has one. */
  readonly tasks: readonly string[];
}
