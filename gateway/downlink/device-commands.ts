// What the hub has decided to ask of a device goes out to its `command` topic. What is too old by then does not.

import type { PropertyId } from '../../devices/identifiers.ts';
import { deviceTopic } from '../../devices/topics.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Clock, Downlink } from '../ports.ts';

export function createDeviceCommands(options: {
  readonly property: PropertyId;
  readonly downlink: Downlink;
  readonly clock: Clock;
}): (facts: readonly RecordedFact[]) => Promise<void> {
  return async (facts) => {
    for (const { fact } of facts) {
      if (fact.type !== 'command-changed' || fact.command.state !== 'sent') continue;
      const { id, device, command, parameters, expiresAt, trace } = fact.command;
      // Known to be of no use, though its answer is still awaited: it went out before.
      if (trace?.outcome !== undefined) continue;
      if (expiresAt <= options.clock.now()) continue;
      const payload = JSON.stringify({ ...parameters, id, command, expiresAt });
      await options.downlink.publish(deviceTopic(options.property, device, 'command'), payload, { retain: false });
    }
  };
}
