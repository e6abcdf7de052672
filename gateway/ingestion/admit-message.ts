// The PUBACK barrier: what this resolves for is on disk, or will never be asked for again. It rejects only where the store
// cannot write; then the device keeps its message. A payload that cannot be understood is acknowledged and kept for the
// engineer, because the device would resend it for ever.
import type { DeviceId } from '../../devices/identifiers.ts';
import { deviceTopic } from '../../devices/topics.ts';
import type { RefusedMessage } from '../domain/device-status.ts';
import type { Input } from '../domain/inputs.ts';
import type { Admit, Clock, Downlink, Ledger, SampleLedger, UplinkMessage } from '../ports.ts';
import {
  type ArrivedMessage,
  describeRefused,
  type MessageContext,
  type ParsedMessage,
  parseMessage,
} from './parse-message.ts';

export interface AdmissionCounters {
  received: number;
  refused: number;
  stray: number;
  replayed: number;
  /** Askings for the time that could not be answered. */
  unanswered: number;
  /** Telemetry at QoS 0 that found no room. */
  shed: number;
}

export interface AdmissionOptions extends MessageContext {
  readonly clock: Clock;
  readonly ledger: Ledger & SampleLedger;
  readonly downlink: () => Downlink;
  /** What time a device believes it is; of live messages alone. */
  readonly witness?: (device: DeviceId, at: number) => void;
  /**
   * `live`: the embedded broker, which keeps nothing of a device's telemetry, events and replies. `replay`: an external
   * broker, whose retained deliveries happened at some other time.
   */
  readonly retainedIs: 'live' | 'replay';
  /**
   * False: so much telemetry waits for the history that no more may be taken. Unset: there is always room. Events, and what
   * people do, are evidence and always taken.
   */
  readonly historyHasRoom?: () => boolean;
  /** Sees every message as it came. */
  readonly trace?: (message: UplinkMessage, receivedAt: number) => void;
}

export interface Admission {
  readonly admit: Admit;
  readonly counters: Readonly<AdmissionCounters>;
}

const acknowledged = Promise.resolve();
const stateChannels = /\/(presence|about)$/;

export function createAdmission(options: AdmissionOptions): Admission {
  const { clock, ledger, retainedIs, historyHasRoom = () => true } = options;
  const counters: AdmissionCounters = { received: 0, refused: 0, stray: 0, replayed: 0, unanswered: 0, shed: 0 };

  // Nothing is awaited before the place in the ledger's order is taken.
  function admit(message: UplinkMessage): Promise<void> {
    counters.received += 1;
    try {
      return place(message);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  function place(message: UplinkMessage): Promise<void> {
    const receivedAt = clock.now();
    options.trace?.(message, receivedAt);
    if (message.retain && retainedIs === 'replay' && !stateChannels.test(message.topic)) {
      counters.replayed += 1;
      return acknowledged;
    }
    const arrived = { topic: message.topic, payload: message.payload, receivedAt };
    const parsed = markRetained(parseMessage(arrived, options), message.retain && retainedIs === 'replay');
    if (parsed.type !== 'input') return answer(parsed);
    const { input, saidAt } = parsed;
    if (input.type === 'samples' && !historyHasRoom()) return keepOut(message);
    if (saidAt !== undefined && 'device' in input) options.witness?.(input.device, saidAt);
    if (input.type !== 'samples') return submit(input, arrived);
    return ledger.take(input, (reason) => refuse(input.device, describeRefused(arrived, reason)));
  }

  /** Whoever wants to know that it arrived keeps it; what was sent without asking is lost, and counted. */
  function keepOut({ qos }: UplinkMessage): Promise<void> {
    if (qos > 0) return Promise.reject(new Error('too much telemetry waits for the history: no more is taken'));
    counters.shed += 1;
    return acknowledged;
  }

  async function submit(input: Input, arrived: ArrivedMessage): Promise<void> {
    // A device cannot be told that its reply came too late or that it was revoked a moment ago; it is only not resent.
    const answered = await ledger.submit(input);
    if (answered.accepted || answered.refusal.code !== 'hub-failed' || !('device' in input)) return;
    await refuse(input.device, describeRefused(arrived, answered.refusal.detail));
  }

  function refuse(device: DeviceId, refused: RefusedMessage): Promise<unknown> {
    counters.refused += 1;
    return ledger.submit({ type: 'message-refused', device, refused });
  }

  async function answer(parsed: Exclude<ParsedMessage, { type: 'input' }>): Promise<void> {
    switch (parsed.type) {
      case 'refused':
        await refuse(parsed.device, parsed.refused);
        return;
      case 'time-asked': {
        const config = deviceTopic(options.property, parsed.device, 'config');
        const time = JSON.stringify({ time: clock.now() });
        // Not awaited: an answer that is lost is asked for again, and the asking is acknowledged meanwhile.
        options
          .downlink()
          .publish(config, time, { retain: false })
          .catch(() => {
            counters.unanswered += 1;
          });
        return;
      }
      case 'stray':
        counters.stray += 1;
    }
  }

  return { admit, counters };
}

/** State that an external broker kept is how things stood, no word from the device now. */
function markRetained(parsed: ParsedMessage, isReplay: boolean): ParsedMessage {
  if (!isReplay || parsed.type !== 'input') return parsed;
  const { input } = parsed;
  if (input.type !== 'presence' && input.type !== 'about') return parsed;
  return { ...parsed, input: { ...input, retained: true } };
}
