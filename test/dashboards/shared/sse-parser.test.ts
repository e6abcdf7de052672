import { expect, test } from 'vitest';
import { createSseParser } from '../../../dashboards/shared/stream/sse-parser.ts';

const text =
  'retry: 1000\nid: 7\n\nid: 8\nevent: task\ndata: {"a":1}\n\n: a comment\n\nid: 9\nevent: draw\ndata: x\ndata: y\n\n';

test('events come with their names, and the last id is where to resume', () => {
  const parser = createSseParser();
  expect(parser.push(text)).toEqual([
    { name: 'task', data: '{"a":1}' },
    { name: 'draw', data: 'x\ny' },
  ]);
  expect(parser.lastId()).toBe('9');
});

test('an id without data counts', () => {
  const parser = createSseParser();
  expect(parser.push('retry: 1000\nid: 7\n\n')).toEqual([]);
  expect(parser.lastId()).toBe('7');
});

test('wherever the network cuts the text, the same events come out', () => {
  for (const line of ['\n', '\r\n']) {
    const whole = text.replaceAll('\n', line);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const parser = createSseParser();
      const events = [...parser.push(whole.slice(0, cut)), ...parser.push(whole.slice(cut))];
      expect(events.map(({ name }) => name)).toEqual(['task', 'draw']);
      expect(parser.lastId()).toBe('9');
    }
  }
});

test('an event that is cut off is not told', () => {
  expect(createSseParser().push('event: task\ndata: {"a"')).toEqual([]);
});
