// What people do about a task in the house itself: the hub learns of it from devices, or from their word.
import type { Hotel } from '../create-hotel.ts';
import { testDraw } from '../hot-water-point.ts';

/** As the API tells it; what the work needs of it. */
export interface StaffTask {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly space: string;
  readonly device: string | null;
  readonly dueAt: string | null;
  readonly dispatchedTo?: { readonly people: readonly string[] } | null;
  readonly evidence: readonly {
    readonly type: string;
    readonly id: string | null;
    readonly data: Readonly<Record<string, string | number | boolean | null>>;
  }[];
}

export type Work = (task: StaffTask) => void;

export function createWork(hotel: Hotel): Work {
  const riserOf = new Map(hotel.devices.map(({ id, riser }) => [id, riser]));
  return ({ kind, device }) => {
    switch (kind) {
      case 'refill':
        hotel.dispensers.get(device ?? '')?.refill();
        break;
      case 'warm-up':
      case 'scald':
      case 'hygiene': {
        hotel.pumps.get(riserOf.get(device ?? '') ?? '')?.repair();
        hotel.sensors.get(device ?? '')?.draw(testDraw);
        break;
      }
      default:
        break;
    }
  };
}

/** The promise that is still to be kept by this task. */
export function promiseOf({ kind, evidence }: StaffTask): string | undefined {
  const standard = evidence.find(({ data }) => data['dueAt'] !== undefined)?.data['standard'];
  return kind === 'touchpoint' && typeof standard === 'string' ? standard : undefined;
}

/** The wish of a request's task. */
export function wishOf({ evidence }: StaffTask): string | undefined {
  const wish = evidence.find(({ type }) => type === 'request')?.data['request'];
  return typeof wish === 'string' ? wish : undefined;
}
