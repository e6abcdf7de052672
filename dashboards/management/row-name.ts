// The key of a row as people say it, with the hour or floor of the heatmap's cell that it was narrowed to.
import { usePage } from '../shared/ui/page.ts';
import type { Question } from './view-model.ts';

export function useRowName({ by, hour, floor }: Question): (key: string) => string {
  const { say, placeName } = usePage();
  return (key) => {
    const name = nameOf(key);
    if (hour !== undefined) return say('row.withHour', { name, from: Number(hour), to: Number(hour) + 1 });
    return floor === undefined || by === 'floor' ? name : say('row.withFloor', { name, floor });
  };

  function nameOf(key: string): string {
    if (key === '') return say('compliance.noPlace');
    switch (by) {
      case 'day':
        return say('time.day', { at: Date.parse(key) });
      case 'space':
        return placeName(key);
      case 'floor':
        return say('miss.floor', { key });
      case 'riser':
        return say('miss.riser', { key });
    }
  }
}
