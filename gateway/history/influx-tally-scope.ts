// Which draws a tally is about, in InfluxQL: the range cut into what one GROUP BY can group, the measurements, the standards.

import { type Calendar, createCalendar, type LocalDay } from '../domain/calendar.ts';
import type { TallyQuery } from '../ports.ts';
import type { InfluxConnection, Series } from './influx-connection.ts';

export interface TallyRow {
  /** As the answer's `DrawTally.key`. */
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

export interface TallyQuestion {
  readonly select: string;
  /** Constant text: what comes from outside goes through placeholders. */
  readonly condition?: string;
  /** Further tag to tell rows apart by. */
  readonly groupBy?: 'outcome';
  /** Rows of single draws, which the server cannot cut into days. */
  readonly single?: boolean;
}

export type AskTally = (question: TallyQuestion) => Promise<readonly TallyRow[]>;

/** Other standards' verdicts count only where the question is about standards: otherwise a draw counts once. */
export async function createTallyScope(connection: InfluxConnection, query: TallyQuery): Promise<AskTally> {
  const calendar = createCalendar(query.timeZone);
  const spans = query.by === 'day' ? spansOfDays(calendar.days(query.from, query.to)) : [query];
  const source = query.by === 'standard' || query.standard !== undefined ? 'draw, standard_verdict' : 'draw';
  const standards = query.standard === undefined ? undefined : await versionsOf(connection, query.standard);
  const values = Object.fromEntries((standards ?? []).map((tag, index) => [`standard${index}`, tag]));
  const anyVersion = Object.keys(values).map((name) => `standard = $${name}`);

  return async ({ select, condition, groupBy, single }) => {
    if (standards?.length === 0) return [];
    const statements = spans.map((span) => {
      const where = [
        `time >= ${Math.trunc(Math.max(span.from, query.from))}ms`,
        `time < ${Math.trunc(Math.min(span.to, query.to))}ms`,
        ...(anyVersion.length > 0 ? [`(${anyVersion.join(' OR ')})`] : []),
        ...(condition ? [condition] : []),
      ];
      const groups = [...(groupBy ? [groupBy] : []), ...(query.by === 'day' ? [] : [query.by])];
      if (query.by === 'day' && !single) groups.push(`time(1d, ${span.from % dayMs}ms)` as never);
      const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
      const fill = query.by === 'day' && !single ? ' fill(none)' : '';
      return `SELECT ${select} FROM ${source} WHERE ${where.join(' AND ')}${grouping}${fill}`;
    });
    const answers = await connection.query(statements.join(';'), values);
    return answers.flatMap((answer) => answer.flatMap((series) => rowsOf(series, query, calendar)));
  };
}

function rowsOf(series: Series, { by }: TallyQuery, calendar: Calendar): readonly TallyRow[] {
  const tags = series.tags ?? {};
  return series.values.map(([at, ...values]) => ({
    key: by === 'day' ? calendar.dayOf(at as number) : by === 'standard' ? idOf(tags[by]!) : (tags[by] ?? ''),
    tags,
    values: values as number[],
  }));
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** Runs of days of 24 h, which one `GROUP BY time(1d)` cuts, and between them the days that are longer or shorter. */
function spansOfDays(days: readonly LocalDay[]): readonly Span[] {
  const spans: { from: number; to: number; even: boolean }[] = [];
  for (const { from, to } of days) {
    const even = to - from === dayMs;
    const last = spans.at(-1);
    if (even && last?.even) last.to = to;
    else spans.push({ from, to, even });
  }
  return spans;
}

/** The tags of every version of a standard: `house-10s@1`, `house-10s@2`. */
async function versionsOf(connection: InfluxConnection, standard: string): Promise<readonly string[]> {
  const [series] = await connection.query('SHOW TAG VALUES FROM draw, standard_verdict WITH KEY = "standard"');
  const tags = (series ?? []).flatMap(({ values }) => values.map(([, tag]) => String(tag)));
  return [...new Set(tags)].filter((tag) => idOf(tag) === standard);
}

const idOf = (standard: string) => standard.split('@')[0]!;
