// From a fact to the event that a role may see of it, already as text: many phones of one role share it.
import type { Fact, RecordedFact } from '../../domain/facts.ts';
import type { Role } from '../../domain/property.ts';
import type { Caller } from '../authentication/caller.ts';
import type { StreamEvent, StreamTopic } from '../contract/stream.ts';
import { type Call, mayCall } from '../permissions.ts';
import { mayReadTask } from '../task-visibility.ts';
import { wireDevice } from '../wire/device.ts';
import { wireDraw } from '../wire/draw.ts';
import { wireIncident } from '../wire/incident.ts';
import { wirePush } from '../wire/push.ts';
import { wireTouchpoint } from '../wire/records.ts';
import { wireTask } from '../wire/task.ts';

/** Who may list a kind of object may also watch it. */
const listCall: Readonly<Record<StreamTopic, Call>> = {
  task: 'GET /tasks',
  draw: 'GET /draws',
  touchpoint: 'GET /touchpoints',
  device: 'GET /devices',
  incident: 'GET /incidents',
  push: 'GET /pushes',
};

export function mayWatch(role: Role, topic: StreamTopic): boolean {
  return mayCall(role, listCall[topic]);
}

/** What is in somebody's hands alone: a push of a person is no colleague's, and one that waits interrupts nobody. */
export function isFor(fact: Fact, { name, role }: Pick<Caller, 'name' | 'role'>): boolean {
  if (fact.type !== 'push-decided') return true;
  const { decision, person, role: everybodyOf } = fact.push;
  return decision === 'now' && (person === undefined ? role === everybodyOf : name === person);
}

/** What `role` is told of a fact; undefined where it concerns no topic, or not this role. */
export function streamEventOf(fact: Fact, role: Role): StreamEvent | undefined {
  const event = anyEventOf(fact, role);
  if (event === undefined || !mayWatch(role, event.event)) return undefined;
  return event.event === 'task' && !mayReadTask(role, event.data) ? undefined : event;
}

type TopicEvent = Extract<StreamEvent, { event: StreamTopic }>;

function anyEventOf(fact: Fact, role: Role): TopicEvent | undefined {
  switch (fact.type) {
    case 'task-changed':
      return { event: 'task', data: wireTask(fact.task) };
    case 'draw-judged':
    case 'draw-closed':
      return { event: 'draw', data: wireDraw(fact.draw) };
    case 'touchpoint-recorded':
    case 'touchpoint-judged':
      return { event: 'touchpoint', data: wireTouchpoint(fact.touchpoint) };
    case 'device-changed':
      return { event: 'device', data: wireDevice(fact.device, role) };
    case 'device-revoked':
      return { event: 'device', data: wireDevice(fact.device, role, true) };
    case 'push-decided':
      return { event: 'push', data: wirePush(fact.push) };
    case 'incident-changed':
      return { event: 'incident', data: wireIncident(fact.incident) };
    case 'space-changed':
    case 'command-changed':
    case 'standard-changed':
    case 'service-standard-changed':
    case 'stay-changed':
    case 'stays-erased':
    case 'silence-ended':
    case 'dispatch-changed':
    case 'recovery-granted':
    case 'action-noted':
      return undefined;
  }
}

/** One event as the `text/event-stream` format has it; JSON never contains a raw line break. */
export function eventText({ event, data }: StreamEvent, id: number): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export interface ToldFact {
  readonly topic: StreamTopic;
  readonly text: string;
}

/** Makes the text of a fact once for each role, however many streams ask. */
export function createFactTexts(): (recorded: RecordedFact, role: Role) => ToldFact | undefined {
  const made = new WeakMap<RecordedFact, Map<Role, ToldFact | undefined>>();
  return (recorded, role) => {
    const ofFact = made.get(recorded) ?? new Map<Role, ToldFact | undefined>();
    made.set(recorded, ofFact);
    if (!ofFact.has(role)) {
      const event = streamEventOf(recorded.fact, role) as TopicEvent | undefined;
      ofFact.set(role, event && { topic: event.event, text: eventText(event, recorded.seq) });
    }
    return ofFact.get(role);
  };
}
