// Each change of a task goes to the MQTT topic of its role, for pagers, bridges and other people's apps.

import type { PropertyId } from '../../devices/identifiers.ts';
import { staffTaskTopic } from '../../devices/topics.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Task } from '../domain/task.ts';
import type { Downlink } from '../ports.ts';

export function createStaffTopic(options: {
  readonly property: PropertyId;
  readonly downlink: Downlink;
  /** The task as the API tells it. */
  readonly describe: (task: Task) => unknown;
}): (facts: readonly RecordedFact[]) => Promise<void> {
  return async (facts) => {
    for (const { fact } of facts) {
      if (fact.type !== 'task-changed') continue;
      const topic = staffTaskTopic(options.property, fact.task.role);
      await options.downlink.publish(topic, JSON.stringify(options.describe(fact.task)), { retain: false });
    }
  };
}
