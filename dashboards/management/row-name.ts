// The key of a row as people say it, with the hour or floor of the heatmap's cell that it was narrowed to.
import { usePage } from '../shared/ui/page.ts';
import { useKeyName } from './key-name.ts';
import type { Question } from './view-model.ts';

export function useRowName({ by, hour, floor }: Question): (key: string) => string {
  const { say } = usePage();
  const keyName = useKeyName();
  return (key) => {
    const name = key === '' ? say('compliance.noPlace') : keyName({ by, key });
    if (hour !== undefined) return say('row.withHour', { name, from: Number(hour), to: Number(hour) + 1 });
    return floor === undefined || by === 'floor' ? name : say('row.withFloor', { name, floor });
  };
}
