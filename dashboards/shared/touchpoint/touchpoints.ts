// The twelve touchpoints in the order of a stay, and how an outcome looks. Three values, never two.
import type { StripCell } from '../../../gateway/api/contract/stay.ts';
import type { ThingState } from '../ui/thing-state.ts';

export type TouchpointId = StripCell['touchpoint'];
export type TouchpointOutcome = NonNullable<StripCell['outcome']>;

export const touchpointOrder: readonly TouchpointId[] = [
  'booking',
  'arrival',
  'room-first-look',
  'first-contact',
  'breakfast',
  'waiting',
  'snack',
  'departure',
  'review',
  'afterthought',
  'recommendation',
  'rebooking',
];

export const stateOfTouchpoint: Readonly<Record<TouchpointOutcome, ThingState>> = {
  met: 'ok',
  missed: 'fault',
  'no-evidence': 'silent',
};

/** `tea-first` of `tea-first@2`. */
export const standardOf = (label: string | null): string => label?.split('@')[0] ?? '';
