// What answers a load and does nothing else: CONNACK to the first packet, PUBACK to each QoS 1 PUBLISH, all of one read in one write.
// What the generator reaches against it is the generator's own limit.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { welcome } from '../../support/mqtt-packets.ts';

const server = createServer({ noDelay: true }, (socket) => {
  let kept: Buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    const bytes = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    const { answer, read } = answerAll(bytes);
    if (answer.length > 0) socket.write(answer);
    kept = bytes.subarray(read);
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${JSON.stringify({ mqtt: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);

/** Of all whole packets. */
function answerAll(bytes: Buffer): { readonly answer: Buffer; readonly read: number } {
  const answer = Buffer.allocUnsafe(bytes.length);
  let written = 0;
  let read = 0;
  for (;;) {
    let body = read + 1;
    let length = 0;
    for (let shift = 0; body < bytes.length; shift += 7) {
      const digit = bytes[body++] as number;
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) break;
      if (body === bytes.length) return { answer: answer.subarray(0, written), read };
    }
    if (body >= bytes.length || body + length > bytes.length) return { answer: answer.subarray(0, written), read };
    const type = bytes[read] as number;
    if (type === 0x10) written += answer.write(welcome, written, 'hex');
    else if ((type & 0xf6) === 0x32) {
      const id = body + 2 + bytes.readUInt16BE(body);
      answer[written++] = 0x40;
      answer[written++] = 0x02;
      answer[written++] = bytes[id] as number;
      answer[written++] = bytes[id + 1] as number;
    }
    read = body + length;
  }
}
