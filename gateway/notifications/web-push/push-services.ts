// A browser says itself where it is to be woken: nothing else keeps the hub from calling whatever address somebody makes up.

/**
 * Whether the address, as a browser gave it, is one of these services over TLS.
 * @param services hosts, with their port where it is not 443; `*.` for all that end so
 */
export function isOfPushService(address: string, services: readonly string[]): boolean {
  const { protocol, host: called, username, password } = URL.parse(address) ?? {};
  if (protocol !== 'https:' || called === undefined || username !== '' || password !== '') return false;
  return services.some((one) => (one.startsWith('*.') ? called.endsWith(one.slice(1)) : called === one));
}
