// What was truly done in the house and told of it: the pages from which the truth about its promises is read afterwards. Who
// writes here is the one who does it; nothing in it comes from the hub.

export interface ToldOfStay {
  readonly stay: string;
  readonly type: string;
  /** As the PMS had it, Unix ms. */
  readonly at: number;
  /** Unset: never. */
  readonly toldAt?: number;
}

/** What a person or a system told beside the PMS. */
export interface ToldOfService {
  /** As the hub knows it. */
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly stay?: string;
  readonly space?: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export interface AskedFor {
  /** As the hub knows it. */
  readonly id: string;
  readonly device: string;
  readonly space: string;
  readonly request: string;
  /** As the panel's clock had it, Unix ms. */
  readonly at: number;
}

/** Somebody of the staff taps on the task of a room's request. */
export interface Handled {
  readonly space: string;
  readonly request: string;
  readonly step: 'accept' | 'start' | 'complete';
  readonly at: number;
}

export interface KeptInTime {
  readonly standard: string;
  readonly subjects: readonly string[];
  readonly space: string;
  readonly at: number;
}

export interface Diary {
  readonly stays: ToldOfStay[];
  /** What the PMS never told. */
  readonly lost: ToldOfStay[];
  readonly service: ToldOfService[];
  readonly asked: AskedFor[];
  /** The air of a room as its guests came in. */
  readonly welcomed: { readonly space: string; readonly at: number; readonly airC: number }[];
  readonly handled: Handled[];
  /** A room's guests were made good to. */
  readonly recovered: { readonly space: string; readonly at: number }[];
  /** What was to be done in time for a promise, and is done: what it was about, as the task had it. */
  readonly kept: KeptInTime[];
  /** An engineer ended a fault that a device had reported. */
  readonly repaired: { readonly device: string; readonly at: number }[];
}

export function createDiary(): Diary {
  return {
    stays: [],
    lost: [],
    service: [],
    asked: [],
    welcomed: [],
    handled: [],
    recovered: [],
    kept: [],
    repaired: [],
  };
}
