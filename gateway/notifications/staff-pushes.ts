// A push that is due goes to the MQTT topic of its role, with the person whom it is for: pagers and bridges need decide
// nothing. What waits in a bundle is not told.
import type { PropertyId } from '../../devices/identifiers.ts';
import { staffPushTopic } from '../../devices/topics.ts';
import type { Push } from '../domain/dispatch/push.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Downlink } from '../ports.ts';

export function createStaffPushes(options: {
  readonly property: PropertyId;
  readonly downlink: Downlink;
  /** The push as the API tells it. */
  readonly describe: (push: Push) => unknown;
}): (facts: readonly RecordedFact[]) => Promise<void> {
  return async (facts) => {
    for (const { fact } of facts) {
      if (fact.type !== 'push-decided' || fact.push.decision !== 'now') continue;
      const topic = staffPushTopic(options.property, fact.push.role);
      await options.downlink.publish(topic, JSON.stringify(options.describe(fact.push)), { retain: false });
    }
  };
}
