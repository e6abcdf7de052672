// Whether the hub can do its work now, and which part cannot.
import type { Readiness, ReadinessCheck } from './ports.ts';

/** A part that does not answer within this is not ready, ms. */
const patienceMs = 3_000;

export function createReadiness(parts: Readonly<Record<ReadinessCheck['name'], () => Promise<void>>>): Readiness {
  return {
    checks: () => Promise.all((Object.keys(parts) as ReadinessCheck['name'][]).map((name) => check(name, parts[name]))),
  };
}

async function check(name: ReadinessCheck['name'], ask: () => Promise<void>): Promise<ReadinessCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([ask(), late]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}
