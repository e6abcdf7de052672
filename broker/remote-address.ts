// Whom a rate is counted for: an IPv4 address, or the /64 network of an IPv6 one, since whoever has one of its addresses has all.

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** @param address as a socket tells it; undefined where it is closed already */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const v4 = mapped.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(':')) return v4 ?? address;
  const [withoutZone = ''] = address.split('%');
  const [front = '', back] = withoutZone.split('::');
  const head = front === '' ? [] : front.split(':');
  const tail = back === undefined || back === '' ? [] : back.split(':');
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}
