// What a wall calls the place that an incident is of.
import { expect, test } from 'vitest';
import { wireWallIncident } from '../../../gateway/api/wire/wall.ts';
import type { Incident } from '../../../gateway/domain/incident.ts';

const incident: Incident = {
  id: 'i1',
  kind: 'room',
  subject: '1203',
  openedAt: 0,
  reasoning: '',
  spaces: ['1203'],
  devices: [],
  tasks: [],
  draws: [],
};
const names = new Map([
  ['1203', 'Garden Suite'],
  ['r2', 'the room of that id'],
]);
const nameOfSpace = (id: string) => names.get(id);

test.each<[string, Partial<Incident>, string | null]>([
  ['a room that has a name is called by it', {}, 'Garden Suite'],
  ['a room without one is called by its id', { subject: '1204' }, null],
  ['a riser is no room, whatever its id', { kind: 'riser', subject: 'r2' }, null],
])('%s', (_name, more, subjectName) => {
  expect(wireWallIncident({ ...incident, ...more }, { nameOfSpace }).subjectName).toBe(subjectName);
});
