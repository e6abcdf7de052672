// Which stays the page shows, as its address says it, and one stay's cells by touchpoint. Pure.
import type { Stay, StayWithProof } from '../../gateway/api/contract/stay.ts';
import type { Touchpoint } from '../../gateway/api/contract/touchpoint.ts';
import { isDay, shiftDay, startOfHotelDay } from '../shared/time/hotel-day.ts';
import { type TouchpointId, touchpointOrder } from '../shared/touchpoint/touchpoints.ts';

export const stayStates = ['expected', 'in-house', 'departed', 'void'] as const satisfies readonly Stay['state'][];

export interface StayFilter {
  readonly state?: Stay['state'];
  /** The day of arrival, `2026-03-01`. */
  readonly date?: string;
  readonly space?: string;
  readonly missed: boolean;
}

export function stayFilterOf(address: URLSearchParams): StayFilter {
  const state = stayStates.find((one) => one === address.get('state'));
  const date = address.get('date');
  const space = address.get('space');
  return {
    missed: address.get('missed') === 'true',
    ...(state !== undefined && { state }),
    ...(date !== null && isDay(date) && { date }),
    ...(space !== null && space !== '' && { space }),
  };
}

export function isFiltered({ state, date, space, missed }: StayFilter): boolean {
  return missed || state !== undefined || date !== undefined || space !== undefined;
}

/** What `/stays` is asked for. */
export function askOf(
  { state, date, space, missed }: StayFilter,
  timeZone: string,
): Record<string, string | undefined> {
  return {
    state,
    space,
    missed: missed ? 'true' : undefined,
    ...(date !== undefined && {
      from: new Date(startOfHotelDay(date, timeZone)).toISOString(),
      to: new Date(startOfHotelDay(shiftDay(date, 1), timeZone)).toISOString(),
    }),
  };
}

export interface TouchpointOfStay {
  /** Unset: standards of the house beside the twelve. */
  readonly touchpoint?: TouchpointId;
  readonly cells: readonly Touchpoint[];
}

/** The twelve in their order, then what the house keeps beside them where something of it was judged. */
export function touchpointsOfStay({ cells }: Pick<StayWithProof, 'cells'>): readonly TouchpointOfStay[] {
  const twelve = touchpointOrder.map((touchpoint) => ({
    touchpoint,
    cells: cells.filter((cell) => cell.touchpoint === touchpoint).sort(byInstant),
  }));
  const beside = cells.filter((cell) => cell.touchpoint === null).sort(byInstant);
  return beside.length === 0 ? twelve : [...twelve, { cells: beside }];
}

/** When the stay began for the house, as far as is known, and until when it lasts. */
export function timeOfStay(stay: Stay): { readonly from: number | undefined; readonly to: number | undefined } {
  const from = stay.arrivedAt ?? stay.checkedInAt ?? stay.expectedArrivalAt;
  const to = stay.checkedOutAt ?? stay.expectedDepartureAt;
  return { from: from === null ? undefined : Date.parse(from), to: to === null ? undefined : Date.parse(to) };
}

export const byInstant = (one: Pick<Touchpoint, 'at' | 'id'>, other: Pick<Touchpoint, 'at' | 'id'>) =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : one.id.localeCompare(other.id);
