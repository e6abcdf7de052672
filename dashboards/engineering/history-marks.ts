// What people did while a device's readings ran: tasks that opened and maintenance, as marks on the axis of time. Pure.
import type { Device } from '../../gateway/api/contract/device.ts';
import type { Task } from '../../gateway/api/contract/task.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';

export interface HistoryMark {
  /** Unix ms. */
  readonly from: number;
  /** Unset: a moment. */
  readonly until?: number;
  readonly kind: 'task' | 'maintenance';
  readonly what: Phrase;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In order; only what touches the span. */
export function historyMarks(
  { id, maintenance }: Pick<Device, 'id' | 'maintenance'>,
  tasks: Iterable<Task>,
  span: Span,
): readonly HistoryMark[] {
  const opened = [...tasks]
    .filter(({ device }) => device === id)
    .map(({ openedAt, kind }) => ({
      from: Date.parse(openedAt),
      kind: 'task' as const,
      what: phrase(`task.kind.${kind}`),
    }));
  const worked = maintenance.map(({ from, until, by }) => ({
    from: Date.parse(from),
    until: Date.parse(until),
    kind: 'maintenance' as const,
    what: phrase('history.maintenance', { by }),
  }));
  return [...opened, ...worked]
    .filter((mark) => mark.from < span.to && ('until' in mark ? mark.until : mark.from) >= span.from)
    .sort((one, other) => one.from - other.from);
}
