// Who did what to the hub, as the audit log keeps it: a fact like any other, so that it lies in the chain of the evidence.

export const actionKinds = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'sessions-ended',
  'phone-added',
  'phone-removed',
  'user-added',
  'user-changed',
  'token-added',
  'token-revoked',
  'device-added',
  'device-changed',
  'device-revoked',
  'space-changed',
  'standard-changed',
  'dispatch-changed',
  'command-sent',
  'evidence-exported',
  'period-corrected',
  'correction-withdrawn',
  'evidence-removed',
  'photo-seen',
  'photos-removed',
  'history-told-again',
  'clock-set',
  'property-renamed',
  'backed-up',
  'restored',
  'authority-made',
  'certificate-renewed',
] as const;
export type ActionKind = (typeof actionKinds)[number];

export interface NotedAction {
  readonly action: ActionKind;
  /** `user:li`, `token:pms`, `hub`. */
  readonly by: string;
  /** What it was done to: a user, a device, a standard. */
  readonly subject?: string;
  /** The network address of the caller. */
  readonly from?: string;
  /** What changed, in codes; never a secret. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}
