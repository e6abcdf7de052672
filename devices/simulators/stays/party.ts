// A guest party from its booking to what it says of the house months later: what truly happens to it, planned before the first
// day. Who tells the hub of it, and who forgets to, is another matter.

/** How a cup or bottle comes to be known as theirs. */
export type Serving = 'staff-tap' | 'card' | 'time-window';

export interface Service {
  /** Undefined: nobody served them. */
  readonly by?: Serving;
  /** After the moment that it belongs to, ms. */
  readonly afterMs: number;
}

export interface Wish {
  readonly at: number;
  readonly request: string;
}

/** A stay in the house. All instants are Unix ms, as they truly are. */
export interface Visit {
  readonly arrivedAt: number;
  readonly checkInStartedAt: number;
  readonly roomAssignedAt: number;
  readonly checkedInAt: number;
  readonly checkOutStartedAt: number;
  readonly checkedOutAt: number;
  /** Undefined: they stay in the room that they were given. */
  readonly moved?: { readonly at: number; readonly space: string };
  readonly tea: Service;
  readonly bottle: Service;
  readonly wishes: readonly Wish[];
  readonly gym?: { readonly leftAt: number; readonly drinks: boolean };
  /** A book of the lobby library, and when it comes back; not: it leaves with them. */
  readonly book?: { readonly lentAt: number; readonly returnedAt?: number };
  /** Somebody checks out the wrong room, and takes it back. */
  readonly wronglyCheckedOut?: { readonly at: number; readonly undoneAt: number };
}

export interface Party {
  /** The opaque reference of the PMS. */
  readonly reference: string;
  readonly room: string;
  /** Undefined: they walk in from the street. */
  readonly booking?: {
    readonly at: number;
    readonly expectedArrivalAt: number;
    readonly expectedDepartureAt: number;
    /** Undefined: nobody asked. */
    readonly preferences?: Readonly<Record<string, string | boolean>>;
    /** Another hour of arrival, told later. */
    readonly changed?: { readonly at: number; readonly expectedArrivalAt: number };
    /** By mistake, and booked again. */
    readonly wronglyCancelled?: { readonly at: number; readonly undoneAt: number };
  };
  /** Undefined: they never come. */
  readonly visit?: Visit;
  /** When the house gives them up. */
  readonly cancelledAt?: number;
  readonly noShowAt?: number;
  readonly review?: { readonly postedAt: number; readonly answeredAt?: number };
  /** What they do after they left, and when. */
  readonly afterwards: readonly {
    readonly touchpoint: 'afterthought' | 'recommendation' | 'rebooking';
    readonly at: number;
  }[];
}

/** The room of a visit at an instant. */
export function roomOf({ room, visit }: Party, at: number): string {
  return visit?.moved !== undefined && visit.moved.at <= at ? visit.moved.space : room;
}
