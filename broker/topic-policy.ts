// Who may publish and subscribe where. Default is no: a topic that no line here allows is refused, wills, wildcards,
// `$SYS` and `$share` included.
import { downlinkChannels, parseDeviceTopic, uplinkChannels } from '../devices/topics.ts';
import type { Identity } from './identity.ts';
import { matchesFilter } from './well-formed.ts';

/** Each answers why not, in words for the engineer; undefined where it may. */
export interface TopicPolicy {
  publishRefusal(identity: Identity, topic: string): string | undefined;
  subscribeRefusal(identity: Identity, filter: string): string | undefined;
}

/** `command` too: a device without a clock asks for the time there. It reaches the hub alone, as every uplink does. */
const published: readonly string[] = [...uplinkChannels, 'command'];

export function publishRefusal(identity: Identity, topic: string): string | undefined {
  if (identity.kind === 'staff') return 'staff may not publish';
  const named = parseDeviceTopic(topic);
  if (named?.property === identity.property && named.device === identity.id && published.includes(named.channel)) {
    return undefined;
  }
  return `may publish only to hub/${identity.property}/${identity.id}/(${published.join('|')})`;
}

export function subscribeRefusal(identity: Identity, filter: string): string | undefined {
  const allowed = allowedFilters(identity);
  if (allowed.some((own) => matchesFilter(own, filter))) return undefined;
  return `may subscribe only to ${allowed.join(', ')}`;
}

/** What the hub's own clients may: the policy that is in force unless another one is given. */
export const ownTopicsOnly: TopicPolicy = { publishRefusal, subscribeRefusal };

function allowedFilters(identity: Identity): readonly string[] {
  if (identity.kind === 'device') {
    return downlinkChannels.map((channel) => `hub/${identity.property}/${identity.id}/${channel}`);
  }
  const role = identity.seesAllRoles ? '+' : identity.role;
  return ['task', 'push'].map((channel) => `hub/${identity.property}/staff/${role}/${channel}`);
}
