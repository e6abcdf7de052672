// Whose address a limit counts: that of an IPv4 host, and of IPv6 the /64 that one host may choose its addresses from.
import { isIPv6, type Socket } from 'node:net';

/** `192.0.2.7`, `2001:db8:0:1::/64`. */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeroes = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return `${[...first, ...zeroes, ...last].slice(0, 4).join(':')}::/64`;
}

/** Both ends are on this machine: its command line, its watchdog, a proxy beside the hub. */
export function isFromThisMachine({ remoteAddress, localAddress }: Pick<Socket, 'remoteAddress' | 'localAddress'>) {
  if (remoteAddress === undefined) return false;
  return /^(::ffff:)?127\./i.test(remoteAddress) || remoteAddress === '::1' || remoteAddress === localAddress;
}
