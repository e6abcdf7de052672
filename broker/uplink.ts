// What a signed-in client publishes with QoS 0 or 1, from its frames straight to the hub: nobody else ever reads it, so aedes, which
// would look for subscribers, is not asked. PUBACKs go in the order of the messages (4.6.0-2), those of one commit in one write,
// and a client whose messages wait for the disk is read no further than its share.
import type { Connection } from './connections.ts';
import type { BrokerCounters } from './counters.ts';
import type { Uplink } from './guarded-connection.ts';
import type { Intake } from './intake.ts';
import type { BrokerLimits } from './limits.ts';
import { readPublish } from './publish-frame.ts';

const pubackType = 0x40;
const pubackBytes = 4;

export interface UplinkParts {
  readonly connection: Connection;
  readonly intake: Intake;
  readonly limits: Pick<BrokerLimits, 'inflightBytes' | 'unsentBytes'>;
  readonly counters: BrokerCounters;
  readonly roomMade: () => void;
}

/** Messages in a row that settle together: what one commit holds of this client. */
interface Group {
  readonly settled: Promise<void>;
  readonly packetIds: number[];
  messages: number;
  bytes: number;
  isCommitted: boolean;
}

export function createUplink({ connection, intake, limits, counters, roomMade }: UplinkParts): Uplink {
  const { client } = connection;
  const groups: Group[] = [];
  let waitingBytes = 0;
  let topic = '';
  let topicBytes: Buffer = Buffer.alloc(0);

  /** A device says most things on one topic: its name is read when it changes. */
  function nameOf(bytes: Buffer): string {
    if (bytes.equals(topicBytes)) return topic;
    topicBytes = Buffer.from(bytes);
    topic = bytes.toString();
    return topic;
  }

  function waitFor(settled: Promise<void>, bytes: number): Group {
    waitingBytes += bytes;
    const last = groups.at(-1);
    if (last?.settled === settled) {
      last.messages += 1;
      last.bytes += bytes;
      return last;
    }
    const group: Group = { settled, packetIds: [], messages: 1, bytes, isCommitted: false };
    groups.push(group);
    settled.then(
      () => {
        group.isCommitted = true;
        acknowledge();
      },
      (error: Error) => giveUp(group, error),
    );
    return group;
  }

  function acknowledge(): void {
    const wasFull = uplink.isFull;
    while (groups[0]?.isCommitted) {
      const { packetIds, bytes } = groups.shift() as Group;
      waitingBytes -= bytes;
      if (packetIds.length > 0 && !client.closed) send(packetIds);
    }
    if (wasFull && !uplink.isFull) roomMade();
  }

  function send(packetIds: readonly number[]): void {
    const { conn } = client;
    if (conn.destroyed) return;
    if (conn.unsentBytes > limits.unsentBytes) {
      counters.slowClientsClosed += 1;
      conn.destroy(new Error(`does not read: more than ${limits.unsentBytes} bytes wait for it`));
      return;
    }
    conn.write(pubacks(packetIds));
  }

  /** Nothing behind it is acknowledged either: the client sends all of it again. */
  function giveUp(group: Group, error: Error): void {
    const answered = group.packetIds.length;
    intake.notTaken(connection, { answered, unanswered: group.messages - answered });
    if (answered === 0) {
      group.isCommitted = true;
      acknowledge();
    } else {
      client.conn.destroy(error);
    }
  }

  const uplink: Uplink = {
    take(frame) {
      const message = readPublish(frame);
      if (message.qos === 2) return false;
      const { qos, retain, packetId, payload } = message;
      // aedes, which watches over the keep-alive, does not see this packet (3.1.2-24).
      client._keepaliveTimer?.refresh();
      const settled = intake.take(connection, { topic: nameOf(message.topic), payload, qos, retain });
      const group = waitFor(settled, frame.length);
      if (qos === 1) group.packetIds.push(packetId);
      if (uplink.isFull) counters.throttled += 1;
      return true;
    },
    get isFull() {
      return waitingBytes > limits.inflightBytes;
    },
  };
  return uplink;
}

function pubacks(packetIds: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(packetIds.length * pubackBytes);
  let offset = 0;
  for (const id of packetIds) {
    bytes[offset] = pubackType;
    bytes[offset + 1] = 2;
    bytes[offset + 2] = id >> 8;
    bytes[offset + 3] = id & 0xff;
    offset += pubackBytes;
  }
  return bytes;
}
