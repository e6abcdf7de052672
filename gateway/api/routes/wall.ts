// The screen in the back office: one small answer, asked for again every few seconds, that says what is wrong with the hub where
// the hub can say nothing else any more.
import type { Readiness, ReadinessCheck } from '../../ports.ts';
import type { ApiApp, ApiPorts } from '../api-ports.ts';
import { WallReport } from '../contract/wall.ts';
import type { Phones } from '../live/phones.ts';
import { openTasks } from '../open-tasks.ts';
import { wallLines } from '../wall-lines.ts';
import { instant } from '../wire/instants.ts';
import { wireReadiness } from '../wire/readiness.ts';
import { wireSpace } from '../wire/records.ts';
import { wireWallIncident, wireWallTask } from '../wire/wall.ts';

/** Far fewer can be read from across a room; a page shows those that fit its screen. */
const mostLines = 20;

export function wallRoutes(
  app: ApiApp,
  { records, devices, readiness, clock, property }: ApiPorts,
  phones: Pick<Phones, 'all' | 'isKnown'>,
): void {
  const checks = sharedChecks(readiness);

  /** Null while nothing is known of them: the store cannot be written. */
  function knownDevices() {
    try {
      return { all: devices.all(), spaces: devices.spaces() };
    } catch {
      return null;
    }
  }

  async function work(known: ReturnType<typeof knownDevices>) {
    const [tasks, { items }] = await Promise.all([
      openTasks(records),
      records.incidents({ open: true, limit: mostLines }),
    ]);
    const spaces = known?.spaces ?? [];
    const names = new Map(spaces.map(({ id, name }) => [id as string, name]));
    const view = {
      nameOfSpace: (id: string) => names.get(id),
      phones: phones.isKnown() ? phones.all() : undefined,
    };
    const { late, fresh, inHand } = wallLines(tasks, clock.now());
    const lines = (those: typeof late) => ({
      count: those.length,
      tasks: those.slice(0, mostLines).map((task) => wireWallTask(task, view)),
    });
    const incidents = items
      .filter(({ mergedInto }) => mergedInto === undefined)
      .map((incident) => wireWallIncident(incident, view));
    const unnamedPlaces = spaces.filter(({ name, kind }) => name === undefined && kind !== 'room').map(wireSpace);
    return { late: lines(late), fresh: lines(fresh), inHand, incidents, unnamedPlaces };
  }

  app.get(
    '/wall',
    {
      schema: {
        summary: 'What hangs on the wall: work, incidents, the hub’s own health',
        tags: ['wall'],
        response: { 200: WallReport },
      },
    },
    async (): Promise<WallReport> => {
      const known = knownDevices();
      const { id, name, timeZone } = property;
      const [health, shown] = await Promise.all([checks(), work(known).catch(() => null)]);
      return {
        at: instant(clock.now()),
        property: { id, name, timeZone },
        health: wireReadiness(health),
        devices: known && {
          count: known.all.length,
          heard: known.all.filter(({ presence }) => presence === 'online').length,
        },
        work: shown,
      };
    },
  );
}

/** A check writes to the disk: walls that ask at the same time share one. */
function sharedChecks(readiness: Readiness): () => Promise<readonly ReadinessCheck[]> {
  let running: Promise<readonly ReadinessCheck[]> | undefined;
  return () => {
    running ??= readiness.checks().finally(() => {
      running = undefined;
    });
    return running;
  };
}
