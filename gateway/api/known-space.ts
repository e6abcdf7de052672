// A call that names a space means one that the house has: a slip in its number must not go on record as another room.
import type { SpaceId } from '../domain/property.ts';
import type { ApiPorts } from './api-ports.ts';
import { refuseField } from './problem.ts';

/** @throws ProblemError, 400, where the house has no such space. */
export function knownSpace(devices: ApiPorts['devices'], space: string): SpaceId {
  const known = devices.spaces().find(({ id }) => id === space);
  if (known === undefined) throw refuseField('space', `there is no space ${space} (GET /api/v1/spaces lists them)`);
  return known.id;
}
