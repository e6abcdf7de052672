// One run over all connections: warm-up, the measured time, then silence until everything is acknowledged.
import { setTimeout as pause } from 'node:timers/promises';
import { createLatencyHistogram } from './latency-histogram.ts';
import type { LoadConnection } from './load-connection.ts';
import type { LoadResult, Pace, Run } from './order.ts';

export interface LoadRun {
  answered(dueAt: number, now: number): void;
  settled(connection: LoadConnection): void;
  /** @throws where not all is acknowledged in time. */
  finish(phase: (said: 'measuring' | 'measured') => void): Promise<LoadResult>;
}

const drainedWithinMs = 60_000;

export function startRun(connections: readonly LoadConnection[], run: Run, samplesPerMessage: number): LoadRun {
  const { pace, warmUpS, seconds } = run;
  const histogram = createLatencyHistogram();
  let isSending = true;
  let measuredFrom = Number.POSITIVE_INFINITY;

  function answered(dueAt: number, now: number): void {
    if (dueAt >= measuredFrom) histogram.record(now - dueAt);
  }

  function settled(connection: LoadConnection): void {
    if (isSending && pace.loop === 'closed') fill(connection, pace.window);
  }

  async function finish(phase: (said: 'measuring' | 'measured') => void): Promise<LoadResult> {
    const stopPace = begin(connections, pace);
    await pause(warmUpS * 1000);
    phase('measuring');
    measuredFrom = performance.now();
    const [acknowledged, cpu] = [total(connections), process.cpuUsage()];
    await pause(seconds * 1000);
    isSending = false;
    stopPace();
    const measuredS = (performance.now() - measuredFrom) / 1000;
    const used = process.cpuUsage(cpu);
    const messagesPerS = (total(connections) - acknowledged) / measuredS;
    phase('measured');
    await drained(connections);
    return {
      messagesPerS: Math.round(messagesPerS),
      samplesPerS: Math.round(messagesPerS * samplesPerMessage),
      latencyMs: histogram.describe(),
      cpu: Math.round((used.user + used.system) / 10_000 / measuredS) / 100,
      rssMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
      acknowledgedSamples: connections.map((one) => one.acknowledged * samplesPerMessage),
      deviceTime: Math.max(...connections.map(({ ring }) => ring.nextAt())),
    };
  }

  return { answered, settled, finish };
}

/** @returns how to stop. */
function begin(connections: readonly LoadConnection[], pace: Pace): () => void {
  if (pace.loop === 'closed') {
    for (const connection of connections) fill(connection, pace.window);
    return () => {};
  }
  const gapMs = (connections.length * 1000) / pace.messagesPerS;
  const from = performance.now();
  const owed = connections.map((connection, index) => ({
    connection,
    dueAt: from + (index * gapMs) / connections.length,
  }));
  let timer = setTimeout(tick, 0);

  function tick(): void {
    timer = setTimeout(tick, 1);
    const now = performance.now();
    for (const one of owed) {
      if (one.dueAt > now) continue;
      const due = Math.floor((now - one.dueAt) / gapMs) + 1;
      one.dueAt += one.connection.send(due, one.dueAt, gapMs) * gapMs;
    }
  }

  return () => clearTimeout(timer);
}

function fill(connection: LoadConnection, window: number): void {
  const room = window - (connection.sent - connection.acknowledged);
  if (room > 0) connection.send(room, performance.now(), 0);
}

async function drained(connections: readonly LoadConnection[]): Promise<void> {
  const deadline = performance.now() + drainedWithinMs;
  while (connections.some(({ sent, acknowledged }) => sent > acknowledged)) {
    if (performance.now() > deadline) throw new Error(`not acknowledged within ${drainedWithinMs} ms`);
    await pause(5);
  }
}

function total(connections: readonly LoadConnection[]): number {
  return connections.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
}
