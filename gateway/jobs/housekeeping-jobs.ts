// What the hub does for itself by the clock, in UTC: checkpoints, and letting go of what was kept long enough. Each job
// may be missed or run twice without harm.
import cron, { type ScheduledTask } from 'node-cron';

export interface Job {
  readonly name: string;
  /** A cron expression in UTC: minute hour day month weekday. */
  readonly at: string;
  readonly run: () => Promise<unknown>;
}

export function createJobs(jobs: readonly Job[], onFailure: (job: string, error: Error) => void) {
  let tasks: ScheduledTask[] = [];
  return {
    start(): void {
      tasks = jobs.map((job) =>
        cron.schedule(job.at, () => job.run().catch((error: Error) => onFailure(job.name, error)), {
          timezone: 'Etc/UTC',
          name: job.name,
          noOverlap: true,
          suppressMissedWarning: true,
        }),
      );
    },
    async stop(): Promise<void> {
      await Promise.all(tasks.map((task) => task.destroy()));
    },
  };
}
