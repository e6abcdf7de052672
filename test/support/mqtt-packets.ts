// MQTT 3.1.1 control packets as bytes, right ones and ones that no client of good will sends.

/** A UTF-8 string with its length in front, or bytes that only claim to be one. */
export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value as Uint8Array);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

export function packet(firstByte: number, ...body: readonly (Uint8Array | readonly number[])[]): Buffer {
  const bytes = Buffer.concat(body.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([firstByte]), remainingLength(bytes.length), bytes]);
}

export function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? digit | 0x80 : digit);
  } while (rest > 0);
  return Buffer.from(bytes);
}

export interface ConnectFields {
  readonly clientId?: string | Uint8Array;
  readonly clean?: boolean;
  readonly keepaliveS?: number;
  readonly level?: number;
  readonly password?: string;
}

/** CONNECT of `username`, whose password is `secret` unless said otherwise. */
export function connectPacket(username: string, fields: ConnectFields = {}): Buffer {
  const { clientId = username, clean = true, keepaliveS = 60, level = 4, password = 'secret' } = fields;
  const flags = 0xc0 | (clean ? 0x02 : 0);
  const variable = [...text('MQTT'), level, flags, keepaliveS >> 8, keepaliveS & 0xff];
  const properties = level === 5 ? [0] : [];
  return packet(0x10, variable, properties, text(clientId), text(username), text(password));
}

export function publishPacket(topic: string | Uint8Array, payload: string, qos: 0 | 1 | 2 = 0, messageId = 1): Buffer {
  const id = qos === 0 ? [] : [messageId >> 8, messageId & 0xff];
  return packet(0x30 | (qos << 1), text(topic), id, Buffer.from(payload));
}

export function subscribePacket(filter: string | Uint8Array, messageId = 1, qos: 0 | 1 | 2 = 1): Buffer {
  return packet(0x82, [messageId >> 8, messageId & 0xff], text(filter), [qos]);
}

/** CONNACK with return code 0 and no session. */
export const welcome = '20020000';
