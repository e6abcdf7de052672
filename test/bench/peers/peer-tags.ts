// What every peer writes down: the tags that the hub gives its points, and a task with what a phone needs to show it.

export const database = 'bench';

export const tagsOf = (device: string) => ({
  property: 'demo',
  device,
  kind: 'hot-water-sensor',
  space: `room-${device}`,
});

export const taskTopic = 'hub/demo/staff/engineer/task';

export function taskOf(device: string, at: number): string {
  const { space } = tagsOf(device);
  const title = `No hot water within ten seconds in ${space}`;
  return JSON.stringify({
    id: `${device}:${at}`,
    title,
    kind: 'warm-up',
    role: 'engineer',
    space,
    device,
    state: 'open',
  });
}
