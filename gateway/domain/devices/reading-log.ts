// What a device's readings were over the last two days, thinned to steps: a promise is often judged after its moment, when
// the hotel's own system tells late. Bounded: a value that stays costs a mark a quarter of an hour.

export interface ReadingMark {
  /** Device clock, Unix ms. */
  readonly at: number;
  readonly value: number;
}

export interface ReadingLog {
  note(reading: string, at: number, value: number): void;
  /** Notes it whatever stood before: a state that somebody told, no noisy reading. */
  mark(reading: string, at: number, value: number): void;
  /** The latest at or before `at`. */
  latest(reading: string, at: number): ReadingMark | undefined;
  /** In order, from the one that held at `from` to the last before `to`. */
  between(reading: string, from: number, to: number): readonly ReadingMark[];
  /** Whether this reading was ever noted. */
  has(reading: string): boolean;
  snapshot(): Readonly<Record<string, (readonly [at: number, value: number])[]>>;
}

const keptMs = 50 * 60 * 60_000;
const markEveryMs = 15 * 60_000;
/** A step of this size (in the reading's unit) is worth a mark at once, a smaller change only after a while. */
const largeStep = 0.5;
const largeStepAfterMs = 30_000;
const smallStep = 0.2;
const smallStepAfterMs = 5 * 60_000;

export function createReadingLog(restored: ReturnType<ReadingLog['snapshot']> = {}): ReadingLog {
  const series = new Map<string, ReadingMark[]>(
    Object.entries(restored).map(([reading, marks]) => [reading, marks.map(([at, value]) => ({ at, value }))]),
  );
  function marksFor(reading: string): ReadingMark[] {
    const marks = series.get(reading) ?? [];
    series.set(reading, marks);
    return marks;
  }
  const marksOf = (reading: string): readonly ReadingMark[] => series.get(reading) ?? [];

  return {
    note(reading, at, value) {
      const marks = marksFor(reading);
      const last = marks.at(-1);
      if (last === undefined || at <= last.at || isWorthAMark(last, at, value)) keep(marks, { at, value });
    },
    mark: (reading, at, value) => keep(marksFor(reading), { at, value }),
    latest: (reading, at) => marksOf(reading).findLast((mark) => mark.at <= at),
    between(reading, from, to) {
      const marks = marksOf(reading);
      const first = marks.findLastIndex((mark) => mark.at <= from);
      return marks.slice(Math.max(0, first)).filter((mark) => mark.at < to);
    },
    has: (reading) => series.has(reading),
    snapshot: () =>
      Object.fromEntries(
        [...series].map(([reading, marks]) => [reading, marks.map(({ at, value }) => [at, value] as [number, number])]),
      ),
  };
}

function isWorthAMark(last: ReadingMark, at: number, value: number): boolean {
  const step = Math.abs(value - last.value);
  const sinceMs = at - last.at;
  return (
    (step >= largeStep && sinceMs >= largeStepAfterMs) ||
    (step >= smallStep && sinceMs >= smallStepAfterMs) ||
    sinceMs >= markEveryMs
  );
}

/** A straggler goes to its own place. */
function keep(marks: ReadingMark[], mark: ReadingMark): void {
  const before = marks.findLastIndex((one) => one.at <= mark.at);
  if (marks[before]?.at !== mark.at) marks.splice(before + 1, 0, mark);
  const newest = marks.at(-1)?.at ?? mark.at;
  while (marks.length > 1 && newest - (marks[1]?.at ?? newest) > keptMs) marks.shift();
}
