// What one house has decided for itself: which team does which work, when a miss becomes work, which standards judge its
// outlets. Filled from hub.yaml; every figure here has the default of WARM-UP rule 11 or CONTRACT.md.
import type { MeasuringPoint, SpaceId, SpaceKind, StaffRole } from './property.ts';
import type { TaskKind } from './task.ts';

/** People of one role with a patch of their own: the lobby hosts, the night shift. An empty list means no restriction. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly taskKinds: readonly TaskKind[];
  readonly floors: readonly string[];
  readonly spaces: readonly SpaceId[];
}

/** Sends one kind of task to a role; a route that names the kind of space goes before one that does not. */
export interface TaskRoute {
  readonly taskKind: TaskKind;
  readonly spaceKind?: SpaceKind;
  readonly role: StaffRole;
}

export interface MissRules {
  /** `repeated`: no task before `repeatedMisses` of the last `repeatedDraws` qualifying draws missed, or one was severe. */
  readonly opensTask: 'every-miss' | 'repeated';
  readonly repeatedMisses: number;
  readonly repeatedDraws: number;
  /** A single miss longer than this, or a censored one, raises the priority. */
  readonly severeAfterS: number;
  /** So many rooms of one riser within `incidentWithinMs` share one cause. */
  readonly riserRooms: number;
  /** The same for the whole plant: this share (0 to 1) of the active rooms, and at least `plantRooms`. */
  readonly plantShare: number;
  readonly plantRooms: number;
  readonly incidentWithinMs: number;
}

export interface HouseRules {
  readonly teams: readonly Team[];
  /** Departures from the contract's routing, in no particular order. */
  readonly routes: readonly TaskRoute[];
  readonly misses: MissRules;
  /** The standard whose verdict counts, by measuring point. */
  readonly primaryStandards: Readonly<Record<MeasuringPoint, string>>;
  /** Standards that judge the same draws beside it. */
  readonly otherStandards: Readonly<Record<MeasuringPoint, readonly string[]>>;
}
