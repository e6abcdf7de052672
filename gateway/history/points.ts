// From facts to points of the time series, named as docs/api.md names them and safe to write. A fact makes
// always the same point, so that writing it twice is harmless; two facts never make one point.
import type { Draw, Verdict } from '../domain/draw.ts';
import type { RecordedFact } from '../domain/facts.ts';
import type { Task, TaskHistoryEntry } from '../domain/task.ts';
import type { TouchpointEvent } from '../domain/touchpoint.ts';
import { type FieldValue, fieldText, seriesText } from './line-protocol.ts';
import { present, safeField, safeTag } from './safe-values.ts';

export const measurements = ['draw', 'standard_verdict', 'touchpoint', 'task', 'telemetry', 'delivery_mark'] as const;

export interface Point {
  readonly measurement: (typeof measurements)[number];
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Unix nanoseconds, decimal. */
  readonly timestamp: string;
}

export function toFactPoints(facts: readonly RecordedFact[], property: string): readonly Point[] {
  return facts.flatMap((recorded) => factPoints(recorded, property)).filter((point) => point !== undefined);
}

export function pointLine({ measurement, tags, fields, timestamp }: Point): string {
  const texts = Object.entries(fields).map(([name, value]) => fieldText(name, value));
  return `${seriesText(measurement, tags)} ${texts.join(',')} ${timestamp}`;
}

function factPoints({ seq, fact }: RecordedFact, property: string): readonly (Point | undefined)[] {
  switch (fact.type) {
    case 'draw-closed':
      return drawPoints(fact.draw, seq, property);
    case 'touchpoint-recorded':
    case 'touchpoint-judged':
      return [touchpointPoint(fact.touchpoint, seq, property)];
    case 'task-changed':
      return [taskPoint(fact.task, fact.change, seq, property)];
    default:
      return [];
  }
}

/** One final point a draw under its outlet's primary standard, and beside it what other standards say. */
function drawPoints(draw: Draw, seq: number, property: string): readonly (Point | undefined)[] {
  const { space, floor, riser, device } = draw;
  const tags = { property, space, floor, riser, device };
  const time = instant(draw.startedAt, seq);
  return [
    makePoint('draw', time, tagsOfVerdict(tags, draw), {
      ...fieldsOfVerdict(draw),
      litres: draw.litres,
      start_temperature: draw.startTemperatureC,
      id: draw.id,
    }),
    ...draw.otherVerdicts.map((verdict) =>
      makePoint('standard_verdict', time, tagsOfVerdict(tags, verdict), { ...fieldsOfVerdict(verdict), id: draw.id }),
    ),
  ];
}

type StandardVerdict = Verdict & { readonly standard: string };

const tagsOfVerdict = (tags: Tags, { outcome, standard }: StandardVerdict): Tags => ({ ...tags, outcome, standard });

function fieldsOfVerdict(verdict: Verdict): Fields {
  return {
    seconds: verdict.seconds,
    uncertainty: verdict.uncertaintyS,
    censored: verdict.censored,
    reason: verdict.reason,
    hot_in_time: wasHotInTime(verdict),
  };
}

/** Whether the guest had hot water within the limit; only of what rule 10 of docs/warm-up.md counts. */
export function wasHotInTime({ hotInTime, outcome, reason }: Verdict): boolean {
  if (outcome === 'excluded' && reason !== 'warm-start') return false;
  return hotInTime ?? (outcome === 'met' || reason === 'warm-start');
}

function touchpointPoint(event: TouchpointEvent, seq: number, property: string): Point | undefined {
  const { touchpoint, type, outcome, source, space, floor, id, seconds, value, standard } = event;
  return makePoint(
    'touchpoint',
    instant(event.at, seq),
    { property, touchpoint, type, outcome, source, space, floor },
    { id, seconds, value, standard },
  );
}

/** A point each step, the last of the task's history: the state after it, and how long the task had been in the one before. */
function taskPoint(task: Task, change: TaskHistoryEntry, seq: number, property: string): Point | undefined {
  const { role, kind, state, space, floor, id, incident } = task;
  const entered = task.history.slice(0, -1).findLast(({ from, to }) => from !== to);
  return makePoint(
    'task',
    instant(change.at, seq),
    { property, role, kind, state, space, floor },
    { id, seconds_in_state: entered ? (change.at - entered.at) / 1_000 : 0, incident },
  );
}

type Tags = Readonly<Record<string, string | undefined>>;
type Fields = Readonly<Record<string, unknown>>;

/** Undefined where no field is left: such a point does not exist in the line protocol. */
function makePoint(
  measurement: Point['measurement'],
  timestamp: string,
  tags: Tags,
  fields: Fields,
): Point | undefined {
  const safeFields = present(fields, safeField);
  if (Object.keys(safeFields).length === 0) return undefined;
  return { measurement, timestamp, tags: present(tags, safeTag), fields: safeFields };
}

const nsPerMs = 1_000_000;

/** The instant in ns; below the millisecond stands the fact's place in the hub's order, so that no two share an instant. */
function instant(at: number, seq: number): string {
  return `${BigInt(Math.trunc(at)) * BigInt(nsPerMs) + BigInt(seq % nsPerMs)}`;
}
