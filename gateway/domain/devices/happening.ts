// What a single device's messages amount to, before the house makes tasks and incidents of it.
import type { CurvePoint, Draw } from '../draw.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import type { ExpectedEnd } from './stock.ts';

export type Duty = 'scald' | 'hygiene' | 'stagnation' | 'cross-flow';

export type Happening =
  | { readonly type: 'draw-judged'; readonly draw: Draw }
  | { readonly type: 'draw-closed'; readonly draw: Draw; readonly curve: readonly CurvePoint[] }
  | {
      readonly type: 'duty-failed';
      readonly duty: Duty;
      readonly at: number;
      readonly data: Readonly<Record<string, number>>;
    }
  /** A stock will be gone before anybody would come without being told. */
  | {
      readonly type: 'stock-low';
      readonly reading: string;
      readonly level: number;
      /** Hub clock, Unix ms; unset where nothing was used lately and the level alone is too low. */
      readonly runOutAt?: number;
      readonly at: number;
      /** Device clock, as `at`: equal to it where this reading is the first that is low. */
      readonly since: number;
      /** Guests who are not here yet will use it up first. */
      readonly expected?: ExpectedEnd & { readonly who: 'arrivals' | 'departures' };
    }
  | { readonly type: 'stock-well'; readonly reading: string; readonly level: number; readonly at: number }
  | {
      readonly type: 'fault';
      readonly code: string;
      readonly message: string;
      readonly at: number;
      readonly event: string;
    }
  | {
      readonly type: 'guest-asked';
      readonly request: string;
      readonly note?: string;
      readonly channel: string;
      readonly at: number;
      readonly event: string;
    }
  | { readonly type: 'touchpoint'; readonly touchpoint: TouchpointEvent }
  /** Door, card or scene: part of the device's status, no evidence of service. */
  | { readonly type: 'status-changed' };
