// The other systems of the demonstration at the hub's door: each gets a token of its own at every start. What the hub keeps of a
// token is its hash, so one from before is of no use.
import { type CallHub, createHubCalls } from '../network/hub-calls.ts';
import type { ServiceCalls } from '../stays/party-life.ts';

const systems = {
  pms: ['demo-pms', 'integration'],
  crm: ['demo-crm', 'integration'],
  cards: ['demo-cards', 'integration'],
  host: ['demo-lobby', 'front-desk'],
} as const;

/** @param call as an administrator. @param url of the hub, as this machine reaches it. */
export async function signSystemsIn(call: CallHub, url: string): Promise<ServiceCalls & { readonly pms: CallHub }> {
  const { items } = await call<{ items: readonly { readonly name: string }[] }>('GET', '/tokens?limit=1000');
  const known = new Set(items.map(({ name }) => name));

  async function enter([name, role]: readonly [name: string, role: string]): Promise<CallHub> {
    if (known.has(name)) await call('DELETE', `/tokens/${name}`);
    const { token } = await call<{ token: string }>('POST', '/tokens', { name, role });
    return createHubCalls(url, token);
  }

  return {
    pms: await enter(systems.pms),
    crm: await enter(systems.crm),
    cards: await enter(systems.cards),
    host: await enter(systems.host),
  };
}
