// A push service of browsers on loopback, over TLS, and phones of it that read what they are sent: RFC 8030, 8188, 8291 and 8292 as a
// browser and its service hold to them, written anew from what they say, so that the hub is not measured by its own library.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from './self-signed.ts';

export interface Ring {
  /** What the phone reads. */
  readonly text: string;
  /** Who says it, as its signed word has it. */
  readonly sender: { readonly publicKey: string; readonly contact: string };
  readonly ttlSeconds: number;
  readonly urgency: string;
  readonly topic: string;
}

export interface ServedPhone {
  /** As a browser gives it to a page. */
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** What came to it, the oldest first. */
  readonly rings: readonly Ring[];
  /** How the next calls are answered, one after the other; then with 201. `nothing`: not at all. */
  answers: (Answer | 'nothing')[];
  /** How often it was called, whatever came of it. */
  calls(): number;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PushService {
  /** `127.0.0.1:49152` */
  readonly host: string;
  /** PEM, for whoever calls it to trust. */
  readonly certificate: string;
  phone(): ServedPhone;
  stop(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const folder = await mkdtemp(join(tmpdir(), 'push-service-'));
  const { cert, key } = await selfSigned(folder, 'push-service');
  await rm(folder, { recursive: true });
  const phones = new Map<string, (headers: Headers, body: Buffer) => Answer | 'nothing'>();
  const server = createServer({ cert, key }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const take = phones.get(request.url ?? '');
    const answer = take?.(new Headers(request.headers as Record<string, string>), Buffer.concat(chunks)) ?? {
      status: 404,
    };
    if (answer !== 'nothing') response.writeHead(answer.status, answer.headers).end('a word of the service');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host,
    certificate: cert,
    phone() {
      const pair = createECDH('prime256v1');
      const keys = { publicKey: pair.generateKeys(), auth: randomBytes(16) };
      const path = `/phone/${randomBytes(9).toString('base64url')}`;
      const rings: Ring[] = [];
      let calls = 0;
      const phone: ServedPhone = {
        subscription: {
          endpoint: `https://${host}${path}`,
          keys: { p256dh: keys.publicKey.toString('base64url'), auth: keys.auth.toString('base64url') },
        },
        rings,
        answers: [],
        calls: () => calls,
      };
      phones.set(path, (headers, body) => {
        calls += 1;
        const answer = phone.answers.shift() ?? { status: 201 };
        if (answer !== 'nothing' && answer.status === 201) {
          rings.push({
            text: read(body, pair.computeSecret(body.subarray(21, 86)), keys),
            sender: senderOf(headers.get('authorization') ?? '', `https://${host}`),
            ttlSeconds: Number(headers.get('ttl')),
            urgency: headers.get('urgency') ?? '',
            topic: headers.get('topic') ?? '',
          });
        }
        return answer;
      });
      return phone;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** `body`: salt, size of its records, the sender's public key with its length, and one record. */
function read(body: Buffer, shared: Buffer, { publicKey, auth }: { publicKey: Buffer; auth: Buffer }): string {
  const [salt, sender, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const derive = (secret: Uint8Array, from: Uint8Array, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, from, info, length));
  const input = derive(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]), 32);
  const contentKey = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0))
    throw new Error('expected one record that is the last');
  return padded.subarray(0, end).toString();
}

function senderOf(authorization: string, origin: string): Ring['sender'] {
  const [, token = '', publicKey = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = { key, dsaEncoding: 'ieee-p1363' } as const;
  const isGenuine = verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'));
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const day = 24 * 3_600;
  if (!isGenuine || aud !== origin || !(exp > Date.now() / 1_000 && exp <= Date.now() / 1_000 + day)) {
    throw new Error(`expected a genuine word for ${origin}, found ${token}`);
  }
  return { publicKey, contact: sub };
}
