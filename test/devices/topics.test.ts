// A topic is made of checked ids alone: nothing that is said anywhere adds a level or a wildcard to one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeviceId, PropertyId } from '../../devices/identifiers.ts';
import { deviceTopic, downlinkChannels, parseDeviceTopic, uplinkChannels } from '../../devices/topics.ts';
import { injections } from '../support/injections.ts';

const id = fc.oneof(
  fc.constantFrom(
    '#',
    '+',
    'a/b',
    '$SYS',
    '$share',
    'staff',
    'hub',
    '',
    'a#',
    '+a',
    'a\n',
    'Ａ',
    '__proto__',
    ...injections,
  ),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/),
);
const channel = fc.constantFrom(...uplinkChannels, ...downlinkChannels);

test('an id that passes makes a topic of four levels without a wildcard, which says the same again', () => {
  fc.assert(
    fc.property(id, id, channel, (property, device, on) => {
      const ids = [PropertyId.safeParse(property), DeviceId.safeParse(device)] as const;
      if (!ids[0].success || !ids[1].success) return;
      const topic = deviceTopic(ids[0].data, ids[1].data, on);
      expect(topic).toMatch(/^hub\/[a-z0-9-]+\/[a-z0-9-]+\/[a-z]+$/);
      expect(parseDeviceTopic(topic)).toEqual({ property, device, channel: on });
    }),
  );
});

test('a topic that is no device’s is none, whatever is in it', () => {
  const level = fc.oneof(id, channel, fc.constantFrom('hub', 'demo'));
  fc.assert(
    fc.property(fc.array(level, { maxLength: 6 }), (levels) => {
      const topic = levels.join('/');
      const parsed = parseDeviceTopic(topic);
      if (parsed !== undefined) expect(deviceTopic(parsed.property, parsed.device, parsed.channel)).toBe(topic);
    }),
  );
});
