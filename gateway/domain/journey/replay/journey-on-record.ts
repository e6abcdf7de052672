// What the record holds of journeys and of the devices that told of them: all that a promise can be judged by once more.
import type { DeviceStatus } from '../../device-status.ts';
import type { ReadingMark } from '../../devices/reading-log.ts';
import type { Property, Space } from '../../property.ts';
import type { ServiceStandard } from '../../standards/service-standard.ts';
import type { JourneyMemory } from '../journey-state.ts';
import type { FeedRulesByName } from '../silence.ts';

export interface JourneyOnRecord extends Omit<JourneyMemory, 'lastAt'> {
  /** The first instant of which anything is on record: before it nobody could judge. Unix ms. */
  readonly firstAt: number;
}

/** A device with what is still known of its readings, each in order of time. */
export interface DeviceOnRecord {
  readonly status: DeviceStatus;
  /** When the house got it, Unix ms. */
  readonly knownSince: number;
  readonly marks: Readonly<Record<string, readonly ReadingMark[]>>;
}

export interface ReplayedHouse {
  readonly property: Property;
  readonly spaces: readonly Space[];
  readonly devices: readonly DeviceOnRecord[];
  /** Standards as they ship; those on record go before them. */
  readonly shipped: readonly ServiceStandard[];
  readonly feedRules: FeedRulesByName;
}

export interface ReplayRange {
  readonly from: number;
  readonly to: number;
  /** What falls due later is not judged yet. */
  readonly now: number;
}
