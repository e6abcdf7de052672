// The strings of MQTT 3.1.1 as clauses 1.5.3 and 4.7 allow them. The parser decodes ill-formed UTF-8 to U+FFFD, so that
// character stands for it; control characters are refused as 1.5.3 advises.
import type { BrokerLimits } from './limits.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u001f\u007f-\u009f\ufffd\ufdd0-\ufdef\ufffe\uffff]/;

export function isWellFormed(text: string): boolean {
  return !forbidden.test(text);
}

/** A topic name: at least one character, no wildcard (4.7.1-1, 4.7.3-1). */
export function isTopicName(topic: string): boolean {
  return topic.length > 0 && isWellFormed(topic) && !/[+#]/.test(topic);
}

/** A topic filter: `+` fills a whole level, `#` fills the last one (4.7.1-2, 4.7.1-3). */
export function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || !isWellFormed(filter)) return false;
  const levels = filter.split('/');
  return levels.every((level, index) => {
    if (level === '+') return true;
    if (level === '#') return index === levels.length - 1;
    return !/[+#]/.test(level);
  });
}

/** Why a topic or filter is too large, in words for the engineer; undefined where it is not. */
export function topicSizeRefusal(
  topic: string,
  { topicLevels, topicBytes }: Pick<BrokerLimits, 'topicLevels' | 'topicBytes'>,
): string | undefined {
  const bytes = Buffer.byteLength(topic);
  if (bytes > topicBytes) return `topic of ${bytes} bytes, at most ${topicBytes} are taken`;
  const levels = topic.split('/').length;
  return levels > topicLevels ? `topic of ${levels} levels, at most ${topicLevels} are taken` : undefined;
}

/** Whether a message to `topic` is for `filter`. Wildcards at the front leave topics out that begin with `$` (4.7.2-1). */
export function matchesFilter(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const wanted = filter.split('/');
  const given = topic.split('/');
  const rest = wanted.indexOf('#');
  if (rest >= 0)
    return given.length >= rest && wanted.slice(0, rest).every((level, index) => fits(level, given[index]));
  return wanted.length === given.length && wanted.every((level, index) => fits(level, given[index]));
}

export function hasWildcard(filter: string): boolean {
  return /[+#]/.test(filter);
}

function fits(level: string, given: string | undefined): boolean {
  return level === '+' ? given !== undefined : level === given;
}
