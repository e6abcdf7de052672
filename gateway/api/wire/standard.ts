// A standard between the domain's names, which carry units, and the wire's, which do not.
import type { WarmUpStandard } from '../../domain/standard.ts';
import type * as service from '../../domain/standards/service-standard.ts';
import type { ServiceStandard, Standard, StandardChange, StandardPromise } from '../contract/standard.ts';
import { instantOrNull } from './instants.ts';

export function wireStandard(standard: WarmUpStandard): Standard {
  return {
    id: standard.id,
    version: standard.version,
    kind: 'measure',
    of: 'draws',
    ...wirePromise(standard),
    startFlow: standard.startFlowLpm,
    stopFlow: standard.stopFlowLpm,
    stopHold: standard.stopHoldS,
    leastSamples: standard.leastSamples,
    leastSeconds: standard.leastSeconds,
    coldStartWindow: standard.coldStartWindowS,
    coldStart: standard.coldStartC,
    hold: standard.holdS,
    holdBand: standard.holdBandK,
    chainWithin: standard.chainWithinS,
    leastFlow: standard.leastFlowLpm,
    fastestChange: standard.fastestKPerS,
    frozenAfter: standard.frozenAfterS,
  };
}

/** @param offered whether the property has what it needs; unset: of one that is judged by, whatever the property has. */
export function wireServiceStandard(
  { origin: _origin, since, ...standard }: service.ServiceStandard,
  offered: boolean = standard.enabled,
): ServiceStandard {
  return { ...standard, touchpoint: standard.touchpoint ?? null, of: 'service', since: instantOrNull(since), offered };
}

export function wirePromise(standard: WarmUpStandard): StandardPromise {
  return {
    point: standard.point,
    target: standard.targetC,
    below: standard.below,
    limit: standard.limitS,
    marginal: standard.marginalS ?? null,
    targetShare: standard.targetShare,
    source: standard.source,
  };
}

/** `base` with the given fields changed, under `id` and `version`. */
export function changedStandard(
  base: WarmUpStandard,
  id: string,
  version: number,
  change: StandardChange,
): WarmUpStandard {
  const { marginalS, ...kept } = base;
  const marginal = change.marginal === undefined ? marginalS : (change.marginal ?? undefined);
  return {
    ...kept,
    id,
    version,
    point: change.point ?? base.point,
    targetC: change.target ?? base.targetC,
    below: change.below ?? base.below,
    limitS: change.limit ?? base.limitS,
    ...(marginal !== undefined && { marginalS: marginal }),
    targetShare: change.targetShare ?? base.targetShare,
    source: change.source ?? base.source,
    startFlowLpm: change.startFlow ?? base.startFlowLpm,
    stopFlowLpm: change.stopFlow ?? base.stopFlowLpm,
    stopHoldS: change.stopHold ?? base.stopHoldS,
    leastSamples: change.leastSamples ?? base.leastSamples,
    leastSeconds: change.leastSeconds ?? base.leastSeconds,
    coldStartWindowS: change.coldStartWindow ?? base.coldStartWindowS,
    coldStartC: change.coldStart ?? base.coldStartC,
    holdS: change.hold ?? base.holdS,
    holdBandK: change.holdBand ?? base.holdBandK,
    chainWithinS: change.chainWithin ?? base.chainWithinS,
    leastFlowLpm: change.leastFlow ?? base.leastFlowLpm,
    fastestKPerS: change.fastestChange ?? base.fastestKPerS,
    frozenAfterS: change.frozenAfter ?? base.frozenAfterS,
  };
}
