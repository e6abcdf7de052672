// The hub's HTTP API as the hotel's other systems and people use it: one call, one answer, by a token of their own.

/** The body of a 2xx answer of the hub's API; `path` is relative to `/api/v1`. @throws `RefusedCall` with the hub's reason. */
export type CallHub = <Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<Body>;

/** Not an error of the network: the hub was there and said no. */
export interface RefusedCall extends Error {
  readonly status: number;
}

export function isRefusedCall(error: unknown): error is RefusedCall {
  return error instanceof Error && typeof (error as Partial<RefusedCall>).status === 'number';
}

/** @param url of the hub, without a path. */
export function createHubCalls(url: string, token: string): CallHub {
  return async <Body>(method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      const refusal: Partial<RefusedCall> = { status: answer.status };
      throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), refusal);
    }
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  };
}
