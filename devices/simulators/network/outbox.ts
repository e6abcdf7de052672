// What a device still owes the hub, in order: a message leaves it only when it is acknowledged, so that what was cut off is
// sent again. Samples taken while offline are gathered and go out as batches.

export interface OutboxMessage {
  readonly channel: 'telemetry' | 'event' | 'reply';
  readonly payload: string;
}

export interface Outbox {
  add(message: OutboxMessage): OutboxMessage;
  gather(sample: object): void;
  acknowledged(message: OutboxMessage): void;
  /** Everything that is owed now, oldest first, gathered samples at the end. */
  owed(): readonly OutboxMessage[];
}

/** About 6 KB a message: far below what a broker takes. */
const samplesABatch = 80;

export function createOutbox(): Outbox {
  const messages = new Set<OutboxMessage>();
  let gathered: object[] = [];

  function add(message: OutboxMessage): OutboxMessage {
    messages.add(message);
    return message;
  }

  return {
    add,
    gather(sample) {
      gathered.push(sample);
    },
    acknowledged: (message) => messages.delete(message),
    owed() {
      for (let i = 0; i < gathered.length; i += samplesABatch) {
        add({ channel: 'telemetry', payload: JSON.stringify({ samples: gathered.slice(i, i + samplesABatch) }) });
      }
      gathered = [];
      return [...messages];
    },
  };
}
