// What the API answers, as far as the table of promises reads it.

export type StaffRole = 'front-desk' | 'housekeeping' | 'engineer' | 'manager';
export type Outcome = 'met' | 'missed' | 'no-evidence';

export interface WireTouchpoint {
  readonly id: string;
  readonly at: string;
  readonly stay: string | null;
  readonly touchpoint: string | null;
  readonly standard: string | null;
  readonly outcome: Outcome | null;
  readonly seconds: number | null;
  readonly space: string | null;
  readonly source: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

export interface WireStay {
  readonly stay: string;
  readonly state: string;
  readonly strip: readonly { readonly touchpoint: string; readonly outcome: Outcome | null }[];
}

export interface WireTask {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly role: StaffRole;
  readonly title: string;
  readonly state: string;
  readonly space: string;
  readonly device: string | null;
  readonly priority: number;
  readonly dueAt: string | null;
  readonly openedAt: string;
  readonly heldFor: string | null;
  readonly dispatchedTo: { readonly tier: string; readonly people: readonly string[] } | null;
  readonly evidence: readonly {
    readonly id: string | null;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  readonly history: readonly { readonly step: string; readonly by: string; readonly note: string | null }[];
}

export interface ComplianceLine {
  readonly key: string;
  readonly met: number;
  readonly missed: number;
  readonly noEvidence: number;
}
