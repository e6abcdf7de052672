// Promises of service with whether this property has what they need: a house without lobby dispensers has no promise of tea.
import { isOffered, type OfferedDevice } from '../domain/journey/words.ts';
import type { ServiceStandard } from '../domain/standards/service-standard.ts';
import type { ApiPorts } from './api-ports.ts';

type OfferingPorts = Pick<ApiPorts, 'records' | 'devices'>;

/** Whether a promise is in force, by what the house has and was told of until now. */
export async function createOffer({
  records,
  devices,
}: OfferingPorts): Promise<(standard: ServiceStandard) => boolean> {
  const seen = await records.toldWords();
  const spaces = new Map(devices.spaces().map((space) => [space.id, space]));
  const offering = new Map<string, OfferedDevice>();
  for (const { record, lastSample } of devices.all()) {
    offering.set(record.id, {
      record,
      space: spaces.get(record.space) ?? { id: record.space, kind: 'other' },
      log: { has: (reading) => lastSample?.readings[reading] !== undefined },
    });
  }
  return (standard) => isOffered({ devices: offering, spaces }, seen, standard);
}
