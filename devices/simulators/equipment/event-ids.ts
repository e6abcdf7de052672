// Ids of a device's events. They begin with the moment at which the device started, so that a hotel started anew never says
// an old id again; two runs of one simulated day say the same.
export interface EventIds {
  next(): string;
}

export function createEventIds(startAt: number): EventIds {
  const prefix = startAt.toString(36);
  let count = 0;
  return {
    next: () => `${prefix}-${++count}`,
  };
}
