// What the HTTP listener refused and answered, for /metrics. Every reason is there from the start: a rate over a series that
// begins with its first refusal misses that refusal.
import type { MetricFamily } from '../../ports.ts';

export const refusals = [
  'connections',
  'connections-per-address',
  'handshake',
  'malformed',
  'headers-too-large',
  'too-slow',
  'answer-not-taken',
  'body-too-large',
  'calls',
  'calls-per-address',
  'streams',
  'streams-per-caller',
  'sessions-per-user',
  'not-over-tls',
  'overload',
] as const;
export type RefusedFor = (typeof refusals)[number];

export interface HttpCounters {
  refuse(reason: RefusedFor): void;
  answer(status: number): void;
  families(): readonly MetricFamily[];
}

export interface CountedByName<Name extends string> {
  add(name: Name): void;
  family(): MetricFamily;
}

/** One counter with a series for each of `names`. */
export function countByName<const Name extends string>(
  names: readonly Name[],
  { name, help, label }: { readonly name: string; readonly help: string; readonly label: string },
): CountedByName<Name> {
  const counts = new Map<string, number>(names.map((one) => [one, 0]));
  return {
    add: (one) => void counts.set(one, (counts.get(one) ?? 0) + 1),
    family: () => ({
      name,
      help,
      type: 'counter',
      samples: [...counts].map(([key, value]) => ({ labels: { [label]: key }, value })),
    }),
  };
}

/** @param gauges what is open now, by the name of its metric. */
export function createHttpCounters(
  gauges: Readonly<Record<string, { readonly help: string; value(): number }>>,
): HttpCounters {
  const refused = countByName(refusals, {
    name: 'hub_http_refused_total',
    help: 'HTTP: refused, by the limit that was met',
    label: 'reason',
  });
  const answers = countByName(['1xx', '2xx', '3xx', '4xx', '5xx'], {
    name: 'hub_http_answers_total',
    help: 'HTTP: answers, by class of status',
    label: 'status',
  });
  return {
    refuse: refused.add,
    answer: (status) => answers.add(`${Math.floor(status / 100)}xx` as '2xx'),
    families: () => [
      refused.family(),
      answers.family(),
      ...Object.entries(gauges).map(
        ([name, { help, value }]): MetricFamily => ({ name, help, type: 'gauge', samples: [{ value: value() }] }),
      ),
    ],
  };
}
