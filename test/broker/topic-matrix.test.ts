// Every identity against every shape of topic: what the table of docs/api.md and docs/device-makers.md gives it, and nothing
// else. The table is written down here once; the shapes are put together from the parts that topics are made of.
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../broker/identity.ts';
import { publishRefusal, subscribeRefusal } from '../../broker/topic-policy.ts';
import { isTopicFilter } from '../../broker/well-formed.ts';
import { roles } from '../../gateway/domain/property.ts';

const property = 'demo';
const channels = ['presence', 'about', 'telemetry', 'event', 'reply', 'command', 'config'] as const;
const leaves = ['task', 'push'] as const;

const owners = ['tea-l1', 'tea-l2', 'staff', 'hub', '+', '#', '', '__proto__', 'constructor', '$SYS'] as const;
const lasts = [...channels, ...leaves, ...roles, '+', '#', '', 'x', '__proto__'] as const;

interface Row {
  readonly name: string;
  readonly identity: Identity;
  readonly mayPublish: readonly string[];
  readonly maySubscribe: readonly string[];
}

const device = (id: string): Row => {
  const own = (channel: string) => `hub/${property}/${id}/${channel}`;
  return {
    name: `the device ${id}`,
    identity: { kind: 'device', id, property },
    // It asks for the time on its own `command`.
    mayPublish: ['presence', 'about', 'telemetry', 'event', 'reply', 'command'].map(own),
    maySubscribe: ['command', 'config'].map(own),
  };
};

const staff = (role: (typeof roles)[number]): Row => {
  const seesAllRoles = role === 'manager' || role === 'admin';
  const of = (level: string) => leaves.map((leaf) => `hub/${property}/staff/${level}/${leaf}`);
  return {
    name: `a person or token of the role ${role}`,
    identity: { kind: 'staff', name: 'li', role, property, seesAllRoles },
    mayPublish: [],
    // Whoever sees all roles may name any level there; nothing is said on those that are no role.
    maySubscribe: seesAllRoles ? lasts.filter((level) => level !== '#').flatMap(of) : of(role),
  };
};

const rows: readonly Row[] = [device('tea-l1'), device('tea-l2'), ...roles.map(staff)];

/** Two to six levels of the parts of real topics, of wildcards, and of what belongs nowhere. */
function shapes(): readonly string[] {
  const ofThree = ['hub', 'HUB', '$SYS', '+', ''].flatMap((root) =>
    [property, 'other', '+', '#', ''].flatMap((house) => owners.map((owner) => `${root}/${house}/${owner}`)),
  );
  const ofFour = ofThree.flatMap((three) => lasts.map((last) => `${three}/${last}`));
  const ofFive = ['staff', '+', 'tea-l1'].flatMap((owner) =>
    lasts.flatMap((middle) => lasts.map((last) => `hub/${property}/${owner}/${middle}/${last}`)),
  );
  const odd = ['#', '+', '+/+', '+/#', '', '/', '//', '$SYS/#', '$SYS/broker/uptime', 'hub/#', 'hub/+/#', '$share'];
  const all = [...odd, ...ofThree, ...ofFour, ...ofFive, ...ofFive.map((five) => `${five}/x`)];
  return [...new Set([...all, ...all.map((one) => `$share/group/${one}`)])];
}

const everyShape = shapes();

describe.each(rows)('$name', ({ identity, mayPublish, maySubscribe }) => {
  it('publishes exactly what is its own', () => {
    const allowed = everyShape.filter((topic) => publishRefusal(identity, topic) === undefined);
    expect(allowed.sort()).toEqual([...mayPublish].sort());
  });

  it('subscribes to exactly what is for it', () => {
    const filters = everyShape.filter(isTopicFilter);
    const allowed = filters.filter((filter) => subscribeRefusal(identity, filter) === undefined);
    expect(allowed.sort()).toEqual([...maySubscribe].sort());
  });
});

it('the shapes hold every topic of the table, and thousands that are in none', () => {
  const table = rows.flatMap(({ mayPublish, maySubscribe }) => [...mayPublish, ...maySubscribe]);
  expect(table.filter((topic) => !everyShape.includes(topic))).toEqual([]);
  expect(everyShape.length).toBeGreaterThan(5_000);
});
