// One whole PUBLISH packet (3.1.1, section 3.3), read in place: topic and payload are views into the frame.
import { FrameError } from './frame-scanner.ts';

export interface PublishFrame {
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** UTF-8, not checked. */
  readonly topic: Buffer;
  /** 0 with QoS 0, which has none. */
  readonly packetId: number;
  readonly payload: Buffer;
}

/** @param frame the whole packet, its fixed header included. @throws FrameError where it is none that a client may send. */
export function readPublish(frame: Buffer): PublishFrame {
  const flags = frame[0] as number;
  const qos = (flags >> 1) & 3;
  if (qos === 3) throw new FrameError('PUBLISH with QoS 3 (3.3.1-4)');
  let offset = 2;
  while ((frame[offset - 1] as number) & 0x80) offset += 1;
  const topicAt = offset + 2;
  if (topicAt > frame.length) throw new FrameError('PUBLISH without a topic (3.3.2-1)');
  const topicEnd = topicAt + (((frame[offset] as number) << 8) | (frame[offset + 1] as number));
  const payloadAt = qos > 0 ? topicEnd + 2 : topicEnd;
  if (payloadAt > frame.length) throw new FrameError('PUBLISH is shorter than its topic and packet identifier say');
  const packetId = qos > 0 ? ((frame[topicEnd] as number) << 8) | (frame[topicEnd + 1] as number) : 0;
  if (qos > 0 && packetId === 0) throw new FrameError('packet identifier 0 (2.3.1-1)');
  return {
    qos: qos as 0 | 1 | 2,
    retain: (flags & 1) === 1,
    topic: frame.subarray(topicAt, topicEnd),
    packetId,
    payload: frame.subarray(payloadAt),
  };
}
