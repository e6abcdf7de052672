// What the property has, as words: a standard that needs a bottle cabinet, or milk at bedtime, exists where that was told of
// at least once.
import type { Device } from '../devices/device.ts';
import type { House } from '../house.ts';
import type { Need, ServiceStandard } from '../standards/service-standard.ts';
import type { TouchpointEvent } from '../touchpoint.ts';
import { fitsPlaces } from './surroundings.ts';

export function wordsOfEvent({ type, touchpoint, evidence, takenBackAt }: TouchpointEvent): readonly string[] {
  if (takenBackAt !== undefined) return [];
  const product = evidence['product'];
  return [
    `type:${type}`,
    ...(touchpoint === undefined ? [] : [`touchpoint:${touchpoint}`]),
    ...(typeof product === 'string' ? [`product:${product}`] : []),
  ];
}

/** What an event says under this word; a request is known by its own id. */
export function nameIn(event: TouchpointEvent, word: string): unknown {
  return event.evidence[word] ?? (word === 'request-id' && event.type === 'request' ? event.id : undefined);
}

const crmTouchpoints: ReadonlySet<string | undefined> = new Set([
  'review',
  'afterthought',
  'recommendation',
  'rebooking',
]);

/** What happens after a stay, outside of the house: no machine of it can tell. */
export const isAfterStay = (touchpoint: TouchpointEvent['touchpoint']): boolean => crmTouchpoints.has(touchpoint);

/** What comes after a stay is told by the guest-relations system: a system that tells of it is that one. */
export function isOfCrm({ touchpoint, source }: TouchpointEvent): boolean {
  return source.startsWith('token:') && crmTouchpoints.has(touchpoint);
}

/** What counts of a device: what it is, where it hangs, and which readings it has given. */
export type OfferedDevice = Pick<Device, 'record' | 'space'> & { readonly log: Pick<Device['log'], 'has'> };

export function isOffered(
  { devices, spaces }: Pick<House, 'spaces'> & { readonly devices: ReadonlyMap<string, OfferedDevice> },
  seen: ReadonlySet<string>,
  standard: ServiceStandard,
): boolean {
  return standard.enabled && standard.needs.every(isMet);

  function isMet({ devices: choice, seen: words }: Need): boolean {
    const fitting = [...devices.values()].filter(
      ({ record, space }) =>
        choice === undefined ||
        (choice.kinds.includes(record.kind) && fitsPlaces(choice.places, spaces.get(space.id) ?? space)),
    );
    if (choice !== undefined && fitting.length === 0) return false;
    return words === undefined || words.some((word) => seen.has(word) || fitting.some((one) => hasReading(one, word)));
  }
}

function hasReading(device: OfferedDevice, word: string): boolean {
  return word.startsWith('reading:') && device.log.has(word.slice('reading:'.length));
}
