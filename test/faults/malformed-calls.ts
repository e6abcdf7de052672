// Calls that no honest client makes, from a seed: bytes that are no HTTP, heads that contradict themselves, paths and bodies
// made to be misread, and honest calls with a few bytes changed. Signed ones reach past the guard into every route.
import type { Random } from '../../devices/simulators/random.ts';
import { permissions } from '../../gateway/api/permissions.ts';

const texts = [
  '',
  'null',
  '[]',
  '"x"',
  '-1',
  '1e999',
  '{"id":',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"username":{"$gt":""},"password":[]}',
  '{"id":"a\\u0000b","type":"arrived","at":"9999-99-99T99:99:99Z","stay":"\\ud800"}',
  '{"samples":'.repeat(200),
  '['.repeat(20_000),
  `{"note":"${'x'.repeat(30_000)}"}`,
  '\ufeff{}',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
] as const;

const paths = [
  '/%00',
  '/%ff%fe',
  '/%',
  '/../../../../etc/passwd',
  '/..%2f..%2fpackage.json',
  '/assets/..\\..\\hub.yaml',
  '//evil.example/',
  `/${'a/'.repeat(2_000)}`,
  `/api/v1/draws?${'outcome=met&'.repeat(500)}`,
  '/api/v1/draws?limit=1e9&cursor=%F0%9F&from=-1',
  '/api/v1/tasks?state[__proto__]=x&state.constructor=1',
  "/api/v1/touchpoints?stay=' OR 1=1 --",
  '/api/v1/draws/__proto__',
  '/api/v1/devices/constructor/telemetry?reading=__proto__&points=-1',
  '*',
  'http://evil.example/api/v1/session',
  'x',
] as const;

const heads = [
  'content-length: -1',
  'content-length: 99999999999999999999',
  'content-length: 5\r\ncontent-length: 6',
  'content-length: 5\r\ntransfer-encoding: chunked',
  'transfer-encoding: chunked, chunked',
  'transfer-encoding: gzip',
  'expect: 100-continue',
  'expect: the-impossible',
  'upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: x\r\nsec-websocket-version: 13',
  'content-type: application/json; charset=utf-7',
  'content-type: multipart/form-data; boundary=',
  'content-type: \u0000',
  'cookie: hub_session=\u0001; hub_browser=.; __proto__=1',
  `cookie: ${'a=b;'.repeat(2_000)}`,
  'authorization: Basic Og==',
  'authorization: Bearer',
  'host: ',
  'host: a\r\nhost: b',
  'host: [::1',
  "x-forwarded-for: ' OR 1, ::, %",
  'x-forwarded-proto: https, javascript',
  'last-event-id: 99999999999999999999999',
  'accept-encoding: gzip;q=NaN',
  'if-none-match: *',
  'range: bytes=0-,5-2,-1',
  ' folded: yes',
  'no colon at all',
  ': no name',
  'na me: x',
  'x: a\nb: c',
  `${'x'.repeat(20_000)}: y`,
  Array.from({ length: 2_500 }, (_, index) => `h${index}: x`).join('\r\n'),
] as const;

const beginnings = [
  'GET / HTTP/1.1',
  'GET / HTTP/9.9',
  'GET /',
  'get / http/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  'TRACE / HTTP/1.1',
  'PROPFIND / HTTP/1.1',
  'PRI * HTTP/2.0\r\n\r\nSM',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc',
  'SSH-2.0-x',
  '\u0010\u0010\u0000\u0004MQTT\u0004\u0002',
] as const;

const calls = Object.keys(permissions);

/** @param token of an administrator, for the calls that are signed. */
export function malformedCall(random: Random, token: string): Uint8Array {
  const any = random.pick;
  const [method = '', path = ''] = any(calls.filter((call) => call !== 'GET /stream')).split(' ');
  const filled = `/api/v1${path.replace(/:\w+/g, () => any(['x', '__proto__', '%2e%2e', '%E4%BD%A0', 'accept', "a'b"]))}`;
  const signed = random.chance(0.6) ? `authorization: Bearer ${token}\r\n` : '';
  const honest = (start: string, head: string, body: string) =>
    `${start}\r\nhost: hub\r\nconnection: close\r\n${signed}${head}\r\n\r\n${body}`;
  const json = (body: string) => `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;

  switch (random.integer(0, 5)) {
    case 0:
      return Uint8Array.from({ length: random.integer(1, 400) }, () => random.integer(0, 255));
    case 1:
      return Buffer.from(honest(any(beginnings), any(heads), any(texts)), 'latin1');
    case 2:
      return Buffer.from(honest(`${any(['GET', 'POST', 'DELETE'])} ${any(paths)} HTTP/1.1`, 'x: y', ''), 'latin1');
    case 3:
      return Buffer.from(honest(`${method} ${filled} HTTP/1.1`, any(heads), any(texts)), 'latin1');
    case 4: {
      const body = any(texts);
      return Buffer.from(honest(`${method} ${filled} HTTP/1.1`, json(body), body));
    }
    default: {
      const body = '{"id":"r","space":"1203","request":"towels","channel":"phone"}';
      const bytes = Buffer.from(honest(`${method} ${filled} HTTP/1.1`, json(body), body));
      for (let change = 0; change < 3; change += 1) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
      return random.chance(0.3) ? bytes.subarray(0, random.integer(0, bytes.length - 1)) : bytes;
    }
  }
}
