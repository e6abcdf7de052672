// Since when nobody has been seen in a room, as far as the controller watched.
import { expect, test } from 'vitest';
import { createRoom } from '../../../../gateway/domain/devices/room.ts';

const minute = 60_000;

type Seen = readonly [minutes: number, occupied: boolean];

function emptySinceOf(...seen: readonly Seen[]): number | undefined {
  let room = createRoom(undefined);
  for (const [at, occupied] of seen) {
    room.sample({ at: at * minute, readings: { occupied } }, 'device', at * minute);
    // Whatever is not in the snapshot is gone with a restart.
    room = createRoom(room.snapshot());
  }
  const since = room.emptySince?.();
  return since === undefined ? undefined : since / minute;
}

test.each<[what: string, seen: readonly Seen[], since: number | undefined]>([
  [
    'from the first look at the empty room',
    [
      [0, false],
      [10, false],
      [20, false],
    ],
    0,
  ],
  [
    'not while somebody is seen',
    [
      [0, false],
      [10, true],
    ],
    undefined,
  ],
  [
    'from when the guest was last seen to be out',
    [
      [0, true],
      [10, false],
      [15, false],
    ],
    10,
  ],
  [
    'not by a straggler of before the guest came in',
    [
      [0, false],
      [10, true],
      [5, false],
    ],
    undefined,
  ],
  [
    'anew where nobody watched for longer: somebody may have come in and sleep',
    [
      [0, false],
      [180, false],
    ],
    180,
  ],
])('%s', (_what, seen, since) => {
  expect(emptySinceOf(...seen)).toBe(since);
});
