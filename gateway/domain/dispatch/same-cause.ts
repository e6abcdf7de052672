// When two tasks are one cause to the person who is told: the same incident, or the same hot-water stack before anybody
// could know that there is an incident.
import type { House } from '../house.ts';
import type { Task } from '../task.ts';

/** @param other a task's id; what is over counts where its incident stands. */
export function sharesCause(house: House, task: Task, other: string): boolean {
  if (task.incident !== undefined && house.incidents.get(task.incident)?.tasks.includes(other)) return true;
  const standing = house.board.find(other);
  if (standing === undefined) return false;
  if (task.incident !== undefined && standing.incident === task.incident) return true;
  if (task.kind !== 'warm-up' || standing.kind !== 'warm-up') return false;
  const riser = house.spaces.get(task.space)?.riser;
  return riser !== undefined && house.spaces.get(standing.space)?.riser === riser;
}
