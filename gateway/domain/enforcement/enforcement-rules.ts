// The limits within which the hub acts by itself. The house's own are cautious: nothing runs where no device offers it, and
// whatever runs ends by itself.
import type { EnforcementAction } from '../command.ts';

export interface ActionLimits {
  readonly enabled: boolean;
  /** So long before it is needed the hub asks at the earliest, ms. */
  readonly leadMs: number;
  /** So long after that moment it goes on, ms; then the device falls back to what it did before. */
  readonly holdMs: number;
  /** Of one device on one local day. What was not answered is not counted. */
  readonly runsPerDay: number;
  /** Between two of them, ms. */
  readonly quietMs: number;
  /** Local clock times, `from` before `to`. */
  readonly hours: { readonly from: string; readonly to: string };
}

export interface EnforcementRules {
  readonly actions: Readonly<Record<EnforcementAction, ActionLimits>>;
  /** What failed or was not answered is asked so often in all, then it is a task. */
  readonly tries: number;
  readonly water: {
    /** When most guests shower, local clock times. */
    readonly peak: { readonly from: string; readonly to: string };
    /** The last draws warn where those of so many rooms missed, or of all that drew, where fewer did. */
    readonly slowRooms: number;
    /** A draw that begins sooner after the device's answer says nothing about it, ms. */
    readonly effectMs: number;
    readonly preHeatC: number;
  };
  readonly welcome: {
    readonly scene: string;
    /** Unset: the middle of what the standard `room-ready` allows. */
    readonly temperatureC?: number;
  };
  /** Never below what the standard `bottle-warm` asks. */
  readonly bottlesC: number;
}

const minute = 60_000;
const always = { from: '00:00', to: '24:00' };

/**
 * Figures of the house, but for these: circulation may run at any hour, since DVGW W 551 lets it rest at most eight hours
 * a day, and the same sheet has water leave a heater with 60 °C; five kelvin above the 40 °C of `bottle-warm` are lost
 * between cabinet and hand.
 */
export const houseEnforcementRules: EnforcementRules = {
  actions: {
    circulation: {
      enabled: true,
      leadMs: 30 * minute,
      holdMs: 30 * minute,
      runsPerDay: 8,
      quietMs: 30 * minute,
      hours: always,
    },
    'pre-heating': {
      enabled: true,
      leadMs: 30 * minute,
      holdMs: 30 * minute,
      runsPerDay: 4,
      quietMs: 60 * minute,
      hours: always,
    },
    scene: {
      enabled: true,
      leadMs: 15 * minute,
      holdMs: 60 * minute,
      runsPerDay: 4,
      quietMs: 5 * minute,
      hours: always,
    },
    setpoint: {
      enabled: true,
      leadMs: 60 * minute,
      holdMs: 120 * minute,
      runsPerDay: 4,
      quietMs: 5 * minute,
      hours: always,
    },
    warming: {
      enabled: true,
      leadMs: 120 * minute,
      holdMs: 60 * minute,
      runsPerDay: 2,
      quietMs: 60 * minute,
      hours: always,
    },
  },
  tries: 3,
  water: { peak: { from: '06:30', to: '09:00' }, slowRooms: 2, effectMs: 5 * minute, preHeatC: 60 },
  welcome: { scene: 'welcome' },
  bottlesC: 45,
};
