// How far the hub reaches this phone: what a browser allows a page depends on how the page came (PAGES 5.2). Pure.

export const reachLevels = ['page', 'installed', 'push'] as const;
export type ReachLevel = (typeof reachLevels)[number];

export interface PhoneAbilities {
  /** HTTPS that the phone trusts: a private authority that was installed, or a real name. */
  readonly isSecure: boolean;
  /** A service worker is in charge: the page opens without the hub too. */
  readonly opensOffline: boolean;
  /** The hub may wake this phone. */
  readonly isSubscribed: boolean;
}

export function reachLevel({ isSecure, opensOffline, isSubscribed }: PhoneAbilities): ReachLevel {
  if (isSecure && isSubscribed) return 'push';
  return isSecure && opensOffline ? 'installed' : 'page';
}
