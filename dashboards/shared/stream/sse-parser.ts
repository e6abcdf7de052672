// Reads the text of a server-sent event stream piece by piece. The browser's EventSource hides heartbeats (comments) and
// forgets the last id when it is closed; both are needed to be honest about the age of what is shown.

export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

export interface SseParser {
  /** The events that this piece of text completes, in order. */
  push(text: string): readonly StreamEvent[];
  /** Where to resume: an id counts even where it came without data. */
  lastId(): string | undefined;
}

export function createSseParser(): SseParser {
  let rest = '';
  let id: string | undefined;
  let name = '';
  let data: string[] = [];

  function endOfEvent(): StreamEvent | undefined {
    const event = data.length === 0 ? undefined : { name: name || 'message', data: data.join('\n') };
    name = '';
    data = [];
    return event;
  }

  function readLine(line: string): StreamEvent | undefined {
    if (line === '') return endOfEvent();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') id = value;
    else if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
    return undefined;
  }

  return {
    lastId: () => id,
    push(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?=.)/);
      rest = lines.pop() ?? '';
      return lines.map(readLine).filter((event) => event !== undefined);
    },
  };
}
