// Which reverse proxies may say who the caller is, as Fastify reads them: addresses, or ranges of them.
import { isIP } from 'node:net';

/** Names of ranges that Fastify knows. */
const named: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

export function isProxyList(list: string): boolean {
  return list.split(',').every((part) => isProxy(part.trim()));
}

function isProxy(text: string): boolean {
  if (named.includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
