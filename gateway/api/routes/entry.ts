// May somebody go in? For those who knock at guests' doors, and for nobody else.
import { roomEntry } from '../../domain/dispatch/room-entry.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { RoomEntries } from '../contract/entry.ts';
import { instant, instantOrNull } from '../wire/instants.ts';

export function entryRoutes(app: ApiApp, { devices, clock }: ApiPorts): void {
  app.get(
    '/spaces/entry',
    {
      schema: {
        summary:
          'Which rooms may be entered now, as their controllers see it; rooms of which nothing is known are left out',
        tags: ['tasks'],
        response: { 200: RoomEntries },
      },
    },
    (): RoomEntries => {
      const now = clock.now();
      const items = devices
        .all()
        .filter(({ record }) => record.kind === 'room-controller')
        .map((controller) => ({ space: controller.record.space, ...roomEntry(controller, now) }))
        .filter(({ state }) => state !== 'unknown')
        .map(({ space, state, emptySince }) => ({ space, state, emptySince: instantOrNull(emptySince) }));
      return { at: instant(now), items };
    },
  );
}
