// What the hub is called in its network: names and addresses as a certificate holds them, and those that its authority may ever
// vouch for. A phone that trusts the authority must lose nothing by it, even where its key is stolen.
import { BlockList, isIP } from 'node:net';

/** Whoever runs on the hub's own machine: its command line, a proxy beside it. */
const ofThisMachine = ['localhost', '127.0.0.1', '::1'];

/** Of networks that nobody can own: RFC 1918, 4193, 3927, 4291, 6598, and this machine. */
const privateNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];
/** Names that never lead out of a house: RFC 6762, 8375, ICANN's .internal, and what routers use. */
const privateDomains = ['local', 'home.arpa', 'internal', 'lan', 'localhost'];

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^${label}(\\.${label})*$`);

export const isAddress = (name: string) => isIP(name) !== 0;

/** A name or an address that a certificate can be for; undefined where it is neither. */
export function readServerName(word: string): string | undefined {
  const name = word
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '');
  if (isAddress(name))
    return new URL(`http://${isIP(name) === 6 ? `[${name}]` : name}`).hostname.replace(/^\[|\]$/g, '');
  // What ends in digits is a mistyped address, not a name (WHATWG URL, 3.5).
  return hostName.test(name) && name.length <= 253 && !/(^|\.)\d+$/.test(name) ? name : undefined;
}

/** All names of a certificate: the given first, each once. */
export function withThisMachine(names: readonly string[]): string[] {
  return [...new Set([...names, ...ofThisMachine])];
}

export interface PermittedNames {
  readonly domains: readonly string[];
  /** With their prefix length: `10.0.0.0/8`. */
  readonly networks: readonly string[];
}

/** What an authority for `names` may vouch for: these, and what is nobody's outside of the house. */
export function permittedFor(names: readonly string[]): PermittedNames {
  const given = withThisMachine(names);
  return {
    domains: [...new Set([...given.filter((name) => !isAddress(name)), ...privateDomains])],
    networks: [
      ...new Set([...given.filter(isAddress).map((one) => `${one}/${isIP(one) === 6 ? 128 : 32}`), ...privateNetworks]),
    ],
  };
}

/** Whether an authority that may vouch for `permitted` may do so for a name or address. */
export function isPermitted(name: string, { domains, networks }: PermittedNames): boolean {
  if (!isAddress(name)) return domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
  const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const permitted = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    permitted.addSubnet(address, Number(prefix), family(address));
  }
  return permitted.check(name, family(name));
}
