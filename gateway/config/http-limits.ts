// What one caller, one address and all of them may take of the HTTP listener. The defaults are far above what a hotel of 800
// rooms does with hundreds of phones behind one Wi-Fi address; each is a setting, and what is refused is counted.
import { type Limit, type LimitSetting, limitSettings, limitsAsSet } from './limit-settings.ts';

interface HttpLimit extends Limit {
  /** Of the counter `hub_http_refused_total`, which rises where the limit is met. */
  readonly reason: string;
}

export const httpLimitTable = {
  bodyBytes: {
    usual: 1_048_576,
    least: 1_024,
    most: 67_108_864,
    what: 'Largest body of a call, bytes',
    reason: 'body-too-large',
  },
  headerBytes: {
    usual: 16_384,
    least: 2_048,
    most: 262_144,
    what: 'Largest head of a call, bytes',
    reason: 'headers-too-large',
  },
  headersSeconds: {
    usual: 10,
    least: 1,
    most: 300,
    what: 'A call whose head takes longer is cut off',
    reason: 'too-slow',
  },
  requestSeconds: {
    usual: 30,
    least: 1,
    most: 3_600,
    what: 'A call that takes longer to arrive is cut off',
    reason: 'too-slow',
  },
  idleSeconds: {
    usual: 60,
    least: 6,
    most: 3_600,
    what: 'A caller that takes nothing of its answer is cut off',
    reason: 'answer-not-taken',
  },
  connections: {
    usual: 4_000,
    least: 10,
    most: 60_000,
    what: 'Connections at a time, of all callers',
    reason: 'connections',
  },
  connectionsPerAddress: {
    usual: 2_000,
    least: 1,
    most: 60_000,
    what: 'Connections at a time of one address',
    reason: 'connections-per-address',
  },
  callsPerMinute: { usual: 60_000, least: 10, most: 1_000_000, what: 'Calls of one session or token', reason: 'calls' },
  callsPerMinutePerAddress: {
    usual: 120_000,
    least: 10,
    most: 10_000_000,
    what: 'Calls of one address',
    reason: 'calls-per-address',
  },
  streams: { usual: 1_000, least: 1, most: 20_000, what: 'Open live streams; a page holds one', reason: 'streams' },
  streamsPerCaller: {
    usual: 500,
    least: 1,
    most: 20_000,
    what: 'Open live streams of one user or token',
    reason: 'streams-per-caller',
  },
  sessionsPerUser: {
    usual: 500,
    least: 1,
    most: 10_000,
    what: 'Sessions of one user; beyond them the oldest ends',
    reason: 'sessions-per-user',
  },
} as const satisfies Readonly<Record<string, HttpLimit>>;

export type HttpLimits = Readonly<Record<keyof typeof httpLimitTable, number>>;

export const httpLimitSettings = limitSettings('http', httpLimitTable);

export function httpLimits(
  settings: { readonly [Name in LimitSetting<'http', keyof HttpLimits>]?: number } = {},
): HttpLimits {
  return limitsAsSet('http', httpLimitTable, settings);
}
