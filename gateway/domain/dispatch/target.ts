// Whose a task is while nobody has taken it, and why.
export const dispatchTiers = ['duty', 'role', 'supervisor', 'catch-all'] as const;
export type DispatchTier = (typeof dispatchTiers)[number];

export const dispatchReasons = [
  'on-duty',
  'none-for-this-place',
  'role-without-people',
  'nobody-on-duty',
  'no-supervisor-on-duty',
  'named',
] as const;
export type DispatchReason = (typeof dispatchReasons)[number];

export interface DispatchTarget {
  readonly tier: DispatchTier;
  /** Users, in the order of their names. Empty where the whole role is meant, of whom no list is kept. */
  readonly people: readonly string[];
  readonly reason: DispatchReason;
}
