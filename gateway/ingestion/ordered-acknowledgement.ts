// Many messages under way at once, acknowledged one after the other: PUBACKs go out in the order in which the messages
// came (MQTT 3.1.1, 4.6.0-2), each after its own commit, and none after one that failed.

export interface OrderedAcknowledgement {
  /** Takes the next message. Resolves when there is room for another one. */
  take(message: { readonly acknowledge: () => void; readonly committed: Promise<void> }): Promise<void>;
}

export interface OrderedAcknowledgementOptions {
  /** Messages under way at once, at most. */
  readonly limit: number;
  /** A message was not committed: it and all behind it stay unacknowledged. Called once. */
  readonly failed: (error: Error) => void;
}

export function createOrderedAcknowledgement({ limit, failed }: OrderedAcknowledgementOptions): OrderedAcknowledgement {
  const underWay: { readonly acknowledge: () => void; committed: boolean }[] = [];
  let broken = false;
  let makeRoom: (() => void) | undefined;

  function acknowledgeFront(): void {
    while (!broken && underWay[0]?.committed === true) underWay.shift()?.acknowledge();
    if (underWay.length < limit) {
      makeRoom?.();
      makeRoom = undefined;
    }
  }

  function breakOff(error: Error): void {
    if (broken) return;
    broken = true;
    failed(error);
  }

  return {
    async take({ acknowledge, committed }) {
      const message = { acknowledge, committed: false };
      underWay.push(message);
      committed.then(() => {
        message.committed = true;
        acknowledgeFront();
      }, breakOff);
      if (underWay.length < limit) return;
      await new Promise<void>((resolve) => {
        makeRoom = resolve;
      });
    },
  };
}
