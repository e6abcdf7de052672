// From a CPU profile of the hub's main thread to what each part of a message's way took of it.
import type { Profiler } from 'node:inspector';

/** A moment belongs to the part that its innermost known frame names. Matched against `function path/of/file.ts`. */
const parts: readonly (readonly [part: string, frames: RegExp])[] = [
  ['waiting for work', /^\(idle\)/],
  ['collecting garbage', /^\(garbage collector\)/],
  ['PUBACK into the socket, kernel included', /^(writeBuffer|writev|handleWriteReq) /],
  ['the verdict: devices, draws, tasks', /gateway\/domain\//],
  ['read and checked: JSON, fields', /ingestion\/(parse|plain)-/],
  ['kept for the engineer: last messages', /ingestion\/recent-messages/],
  ['the commit: rows, to the thread that writes, back', /gateway\/(store\/journal|open-batch|worker-link)/],
  [
    'projections: InfluxDB, staff topic, cursors',
    /gateway\/(projector|history|notifications|store\/feed)|undici|kysely/,
  ],
  ['ledger and admission', /gateway\//],
  ['broker: frames, policy, limits', /^onStreamRead|broker\//],
];
const rest = 'everything else';
/** The profiler's own. */
const ownFrames = /node:inspector|profiled-process/;

/** @returns of each part its share of the profiled time, 0 to 1. */
export function partsOfMessage(profile: Profiler.Profile): ReadonlyMap<string, number> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parentOf = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const partOf = new Map<number, string | undefined>();
  const spent = new Map<string, number>();
  let total = 0;
  for (const [nth, id] of (profile.samples ?? []).entries()) {
    const frames = framesOf(id);
    if (!partOf.has(id)) partOf.set(id, frames.some((frame) => ownFrames.test(frame)) ? undefined : partIn(frames));
    const part = partOf.get(id);
    if (part === undefined) continue;
    const us = profile.timeDeltas?.[nth] ?? 0;
    spent.set(part, (spent.get(part) ?? 0) + us);
    total += us;
  }
  return new Map([...parts.map(([part]) => part), rest].map((part) => [part, (spent.get(part) ?? 0) / total]));

  /** The innermost first. */
  function framesOf(id: number): string[] {
    const frames: string[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) {
      const { functionName, url } = nodes.get(at)!.callFrame;
      frames.push(`${functionName} ${url}`);
    }
    return frames;
  }
}

function partIn(frames: readonly string[]): string {
  for (const frame of frames) {
    const found = parts.find(([, known]) => known.test(frame));
    if (found !== undefined) return found[0];
  }
  return rest;
}
