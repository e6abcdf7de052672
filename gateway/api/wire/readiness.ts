// What the hub's parts answered, as watching machines and the wall are told.
import type { ReadinessCheck } from '../../ports.ts';
import type { ReadinessReport } from '../contract/health.ts';

export function wireReadiness(checks: readonly ReadinessCheck[]): ReadinessReport {
  return {
    ready: checks.every(({ ok }) => ok),
    checks: checks.map(({ name, ok, detail }) => ({ name, ok, detail: detail ?? null })),
  };
}
