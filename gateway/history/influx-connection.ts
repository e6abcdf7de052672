// InfluxDB over HTTP. Queries go through node-influx with the habits that the hub cannot live with switched off: it neither refuses a
// host that failed once (the projector has its own back-off) nor waits for ever. Lines go as they are. Errors say where and why, and
// carry no password.
import { InfluxDB } from 'influx';

export interface InfluxOptions {
  /** `http://influx:8086`; user and password may be in it or beside it. */
  readonly url: string;
  readonly database: string;
  readonly username?: string;
  readonly password?: string;
}

export interface InfluxConnection {
  /** One request. @throws `InfluxFailure` */
  write(lines: readonly string[], retentionPolicy?: string): Promise<void>;
  /** The series of each statement. Values come from placeholders (`$from`), never into the text. @throws `InfluxFailure` */
  query(
    influxQl: string,
    values?: Readonly<Record<string, string | number>>,
    timeoutMs?: number,
  ): Promise<readonly (readonly Series[])[]>;
}

export interface Series {
  readonly tags?: Readonly<Record<string, string>>;
  /** The first is `time`, Unix ms. */
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | string | boolean | null)[])[];
}

export type InfluxFailure = Error & {
  /** HTTP status; unset where there was no answer. */
  readonly status?: number;
  readonly timedOut: boolean;
};

/** So that a write into a hanging server is tried again soon: at least every 5 s (docs/api.md, InfluxDB). */
const writeTimeoutMs = 4_000;
const written = 204;
const queryTimeoutMs = 30_000;

export function connectInflux(options: InfluxOptions): InfluxConnection {
  const where = new URL(options.url);
  const name = `InfluxDB at ${where.protocol}//${where.host}`;
  const username = options.username ?? decodeURIComponent(where.username);
  const password = options.password ?? decodeURIComponent(where.password);
  const path = where.pathname === '/' ? '' : where.pathname;
  const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  const client = new InfluxDB({
    database: options.database,
    username,
    password,
    hosts: [
      {
        protocol: where.protocol === 'https:' ? 'https' : 'http',
        host: where.hostname,
        port: Number(where.port || (where.protocol === 'https:' ? 443 : 8086)),
        path,
      },
    ],
    pool: { maxRetries: 0, requestTimeout: queryTimeoutMs, backoff: neverBackOff },
  });

  async function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
    // A server that dies inside an answer leaves the client waiting for its end: the time is measured out here.
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(tooLate(name, timeoutMs)), timeoutMs);
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      throw isFailure(error) ? error : describe(error, name);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async write(lines, retentionPolicy) {
      const target = new URL(`${where.origin}${path}/write`);
      const policy = retentionPolicy === undefined ? {} : { rp: retentionPolicy };
      target.search = new URLSearchParams({ db: options.database, ...policy, precision: 'ns' }).toString();
      const body = lines.join('\n');
      try {
        const signal = AbortSignal.timeout(writeTimeoutMs);
        const response = await fetch(target, {
          method: 'POST',
          body,
          signal,
          redirect: 'manual',
          ...(username !== '' && { headers }),
        });
        const answer = await response.text();
        // Whoever answers otherwise is not InfluxDB: a page to sign in at, a proxy.
        if (response.status !== written) throw refusal(name, response, answer);
      } catch (error) {
        throw isFailure(error) ? error : notAnswered(name, error as Error);
      }
    },
    async query(influxQl, values = {}, timeoutMs = queryTimeoutMs) {
      const raw = (await within(
        timeoutMs,
        client.queryRaw(influxQl, { precision: 'ms', placeholders: values, method: 'POST' }),
      )) as { readonly results: readonly { readonly series?: readonly Series[]; readonly error?: string }[] };
      return raw.results.map(({ series = [], error }) => {
        if (error) throw failure(`${name}: ${error}`, { timedOut: false, status: 200 });
        return series;
      });
    },
  };
}

const neverBackOff = { getDelay: () => 0, next: () => neverBackOff, reset: () => neverBackOff };

/** What stands between says nothing of points, whatever its answer reads like. */
function refusal(name: string, { status, statusText }: Response, answer: string): InfluxFailure {
  const reason = status < 500 ? errorIn(answer) : undefined;
  return failure(`${name}: ${status} ${reason ?? statusText}`, { timedOut: false, status });
}

function notAnswered(name: string, { name: kind, message, cause }: Error): InfluxFailure {
  if (kind === 'TimeoutError') return tooLate(name, writeTimeoutMs);
  return failure(`${name}: ${cause instanceof Error && cause.message !== '' ? cause.message : message}`, {
    timedOut: false,
  });
}

function tooLate(name: string, timeoutMs: number): InfluxFailure {
  return failure(`${name}: no answer within ${timeoutMs} ms`, { timedOut: true });
}

/** What InfluxDB says in the JSON of a refusal. */
function errorIn(answer: string): string | undefined {
  return /"error":"((?:[^"\\]|\\.)*)"/.exec(answer)?.[1];
}

function failure(message: string, details: { readonly timedOut: boolean; readonly status?: number }): InfluxFailure {
  return Object.assign(new Error(message), details);
}

export function isFailure(error: unknown): error is InfluxFailure {
  return error instanceof Error && 'timedOut' in error;
}

/** What the client throws holds the whole request, its Authorization header included. */
function describe(error: unknown, name: string): InfluxFailure {
  const { message, code, res } = error as Error & {
    readonly code?: string;
    readonly res?: { readonly statusCode?: number };
  };
  const status = res?.statusCode;
  const reason = errorIn(message ?? '') ?? message ?? code;
  return failure(`${name}: ${status === undefined ? '' : `${status} `}${reason || code}`, {
    timedOut: false,
    ...(status === undefined ? {} : { status }),
  });
}
