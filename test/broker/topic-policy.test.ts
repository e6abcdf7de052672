import { describe, expect, it } from 'vitest';
import { type Identity, sessionName } from '../../broker/identity.ts';
import { publishRefusal, subscribeRefusal } from '../../broker/topic-policy.ts';
import { isTopicFilter, isTopicName, matchesFilter } from '../../broker/well-formed.ts';

const tea: Identity = { kind: 'device', id: 'tea-l1', property: 'demo' };
const engineer: Identity = { kind: 'staff', name: 'li', role: 'engineer', property: 'demo', seesAllRoles: false };
const manager: Identity = { kind: 'staff', name: 'chen', role: 'manager', property: 'demo', seesAllRoles: true };

describe('publishing', () => {
  it.each([
    ['its presence', tea, 'hub/demo/tea-l1/presence', true],
    ['its events', tea, 'hub/demo/tea-l1/event', true],
    ['its question for the time', tea, 'hub/demo/tea-l1/command', true],
    ['its wanted settings, which are the hub’s to say', tea, 'hub/demo/tea-l1/config', false],
    ['an event of another device', tea, 'hub/demo/tea-l2/event', false],
    ['an event in another property', tea, 'hub/other/tea-l1/event', false],
    ['a task', tea, 'hub/demo/staff/engineer/task', false],
    ["the hub's presence", tea, 'hub/demo/hub/presence', false],
    ['a level below its channel', tea, 'hub/demo/tea-l1/event/x', false],
    ['an unknown channel', tea, 'hub/demo/tea-l1/__proto__', false],
    ['a topic of the broker', tea, '$SYS/broker/log', false],
    ['a task, as an engineer', engineer, 'hub/demo/staff/engineer/task', false],
    ['a command, as a manager', manager, 'hub/demo/tea-l1/command', false],
  ])('%s', (_case, identity, topic, allowed) => {
    expect(publishRefusal(identity, topic) === undefined).toBe(allowed);
  });
});

describe('subscribing', () => {
  it.each([
    ['its commands', tea, 'hub/demo/tea-l1/command', true],
    ['its settings', tea, 'hub/demo/tea-l1/config', true],
    ['its own events', tea, 'hub/demo/tea-l1/event', false],
    ['all of its own', tea, 'hub/demo/tea-l1/+', false],
    ['commands of all devices', tea, 'hub/demo/+/command', false],
    ['tasks of the role', engineer, 'hub/demo/staff/engineer/task', true],
    ['tasks of another role', engineer, 'hub/demo/staff/housekeeping/task', false],
    ['tasks of all roles, as an engineer', engineer, 'hub/demo/staff/+/task', false],
    ['tasks of all roles, as a manager', manager, 'hub/demo/staff/+/task', true],
    ['tasks of one role, as a manager', manager, 'hub/demo/staff/engineer/task', true],
    ['everything of the staff', manager, 'hub/demo/staff/#', false],
    ['tasks of another property', manager, 'hub/other/staff/engineer/task', false],
    ['everything', manager, '#', false],
    ['a shared subscription', manager, '$share/g/hub/demo/staff/engineer/task', false],
  ])('%s', (_case, identity, filter, allowed) => {
    expect(subscribeRefusal(identity, filter) === undefined).toBe(allowed);
  });
});

describe('topic names and filters', () => {
  it.each(['a', '/', 'hub/demo/tea-l1/event', '房间/温度'])('%j is a topic name', (topic) => {
    expect(isTopicName(topic)).toBe(true);
    expect(isTopicFilter(topic)).toBe(true);
  });

  it.each(['', 'a\u0000', 'a\nb', 'a\ufffd', 'a\u0085', 'a\uffff'])('%j is neither name nor filter', (topic) => {
    expect(isTopicName(topic)).toBe(false);
    expect(isTopicFilter(topic)).toBe(false);
  });

  it.each(['#', '+', 'a/#', '+/a/+', '/+'])('%j is a filter and no name', (filter) => {
    expect(isTopicFilter(filter)).toBe(true);
    expect(isTopicName(filter)).toBe(false);
  });

  it.each(['a#', '#/a', 'a/#/b', 'a+', '+a', 'a/b+/c'])('%j is no filter', (filter) => {
    expect(isTopicFilter(filter)).toBe(false);
  });

  it.each([
    ['a/+/c', 'a/b/c', true],
    ['a/+/c', 'a//c', true],
    ['a/+', 'a/b/c', false],
    ['a/b', 'a/b', true],
    ['a/b', 'a/B', false],
  ])('%s matches %s: %s', (filter, topic, matches) => {
    expect(matchesFilter(filter, topic)).toBe(matches);
  });
});

it('two identities never share a session name', () => {
  const li = (name: string): Identity => ({ ...engineer, name });
  const names = [
    sessionName(tea, 'tea-l1'),
    sessionName(tea, 'phone'),
    sessionName(li('tea-l1'), 'tea-l1'),
    sessionName(li('li'), 'phone'),
    sessionName(li('li/phone'), ''),
    sessionName(li('li'), 'phone/'),
    sessionName(li('li%2Fphone'), ''),
  ];
  expect(new Set(names).size).toBe(names.length);
});
