// The way to the hub: over HTTP where one runs, else opened in this process with nothing listening. Commands see no difference.
import type { Problem } from '../api/contract/problem.ts';
import type { Config } from '../config.ts';
import { type ControlFile, readControlFile } from './control-file.ts';
import { Mistake } from './mistake.ts';
import { storeOf } from './store-of.ts';

export interface HubLink {
  /** The body of a 2xx answer. `path` is relative to `/api/v1`. @throws Mistake for what the caller got wrong. */
  call<Body>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Body>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

type Send = (method: string, url: string, headers: Record<string, string>, body: string | undefined) => Promise<Answer>;

export interface HubLinkOptions {
  readonly config: Config;
  /** Whether a hub is made where there is none. */
  readonly mayMake: boolean;
}

/** @throws Mistake where there is no hub and none may be made. */
export async function openHubLink({ config, mayMake }: HubLinkOptions): Promise<HubLink> {
  const control = readControlFile(config.dataDir);
  if (control !== undefined && (await answers(control))) return overHttp(control);
  if (!mayMake) storeOf(config);
  return inProcess(config);
}

/** A hub that was killed leaves its file behind. */
async function answers({ url }: ControlFile): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function overHttp({ url, token }: ControlFile): HubLink {
  const send: Send = async (method, path, headers, body) => {
    const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
    return { status: response.status, text: await response.text() };
  };
  return { call: createCall(send, token), close: async () => {} };
}

async function inProcess(config: Config): Promise<HubLink> {
  // Loaded only here: a command to a running hub starts in a fraction of the time.
  const [{ openHub }, { createLog }] = await Promise.all([import('../hub.ts'), import('../log.ts')]);
  const log = createLog('error');
  const hub = await openHub({ config, log });
  const send: Send = async (method, url, headers, body) => {
    const reply = await hub.app.inject({
      method: method as 'GET',
      url,
      headers,
      ...(body !== undefined && { payload: body }),
    });
    return { status: reply.statusCode, text: reply.body };
  };
  return { call: createCall(send, hub.controlToken), close: hub.close };
}

function createCall(send: Send, token: string): HubLink['call'] {
  return async <Body>(method: string, path: string, body?: object) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const { status, text } = await send(method, `/api/v1${path}`, headers, body && JSON.stringify(body));
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (status < 300) return answer as Body;
    const { detail, errors: fields = [] } = answer as Problem;
    throw status < 500 ? new Mistake(detail, { fields }) : new Error(detail);
  };
}
