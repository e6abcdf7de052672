// The strings of MQTT 3.1.1 as clauses 1.5.3 and 4.7 allow them. The parser decodes ill-formed UTF-8 to U+FFFD, so that
// character stands for it; control characters are refused as 1.5.3 advises.

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

/** Whether a message to `topic` is for `filter`, which holds `+` at most. */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const given = topic.split('/');
  return wanted.length === given.length && wanted.every((level, index) => level === '+' || level === given[index]);
}
