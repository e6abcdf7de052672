// How well other systems are heard, by the instants that they tell of, never by when a message came in: what is told late by
// hours, in whatever order, leaves the same silences as what is told at once.
import type { Calendar } from '../calendar.ts';
import type { FeedName } from '../standards/service-standard.ts';
import { type FeedRules, type FeedRulesByName, feedSource, type Hearing, type Silence } from './silence.ts';

export interface FeedBook {
  /** The feed told of something that happened at this instant. */
  tell(name: FeedName, at: number): void;
  hearingOf(name: FeedName, now: number): Hearing;
  /** Between one thing told and the next, so much of the usual hours went by that something must be missing. */
  silences(): readonly Silence[];
}

/** Instants are kept so long, ms: the longest promise that rests on the feed, and a while. */
const keptMs: Readonly<Record<FeedName, number>> = { pms: 8 * 86_400_000, crm: 100 * 86_400_000 };

/** @param keepMs how long instants are kept, whatever the feed. */
export function createFeedBook(
  calendar: Calendar,
  rules: FeedRulesByName,
  startedAt: number,
  keepMs?: number,
): FeedBook {
  const instants: Record<FeedName, number[]> = { pms: [], crm: [] };
  let known: readonly Silence[] | undefined;

  function silencesOf(name: FeedName): Silence[] {
    return instants[name].flatMap((to, index, all) => {
      const from = all[index - 1];
      if (from === undefined || to - from < rules[name].quietMs) return [];
      return silentAfter(calendar, rules[name], from, to) === undefined ? [] : [{ source: feedSource(name), from, to }];
    });
  }

  return {
    tell(name, at) {
      const kept = instants[name];
      const place = kept.findLastIndex((one) => one <= at);
      if (kept[place] === at) return;
      kept.splice(place + 1, 0, at);
      const newest = kept.at(-1) ?? at;
      while (kept.length > 1 && (kept[0] ?? newest) < newest - (keepMs ?? keptMs[name])) kept.shift();
      known = undefined;
    },
    hearingOf(name, now) {
      const heardAt = instants[name].findLast((at) => at <= now);
      const silentAt = silentAfter(calendar, rules[name], heardAt ?? startedAt, Number.POSITIVE_INFINITY);
      return {
        source: feedSource(name),
        ...(heardAt !== undefined && { heardAt }),
        ...(silentAt !== undefined && { silentAt }),
      };
    },
    silences() {
      known ??= [...silencesOf('pms'), ...silencesOf('crm')];
      return known;
    },
  };
}

/** Usual hours add up over days; no rule looks further than this, days. */
const furthestDays = 40;

/** The instant at which so much of the usual hours has gone by since `from`; undefined where `to` comes before. */
function silentAfter(calendar: Calendar, { quietMs, hours }: FeedRules, from: number, to: number): number | undefined {
  let left = quietMs;
  let day = calendar.dayOf(from);
  for (let count = 0; count < furthestDays; count++) {
    const start = Math.max(from, calendar.instantOf(day, hours.from));
    const end = calendar.instantOf(day, hours.to);
    if (start >= to) return undefined;
    if (start + left <= end) return start + left <= to ? start + left : undefined;
    left -= Math.max(0, end - start);
    day = calendar.dayAfter(day, 1);
  }
  return undefined;
}
