// In the season of `bottle-warm` the cabinet is warm before the day's first departure. Who does not know when guests leave
// heats nothing.
import type { Device } from '../devices/device.ts';
import { isInSeason } from '../journey/moments.ts';
import { isWithin } from '../journey/surroundings.ts';
import { labelOf } from '../standards/service-standard.ts';
import { type Finding, type Occasion, type Policy, timeOf, type Wish } from './occasion.ts';
import type { Scene } from './scene.ts';
import { bandOf, isBackInBand, temperatureAt } from './temperature.ts';

const standardId = 'bottle-warm';
/** A cabinet is looked at so often while its time runs, ms. */
const lookEveryMs = 5 * 60_000;

export const bottlesPolicy: Policy = {
  occasions(scene, device) {
    const { calendar, now } = scene;
    const today = calendar.dayOf(now);
    return [today, calendar.dayAfter(today, 1)].flatMap((day) => departuresOn(scene, device, day));
  },

  wish(scene, { device, neededAt }): Wish | undefined {
    const standard = scene.promise(standardId);
    const band = bandOf(standard);
    if (standard === undefined || band === undefined) return undefined;
    const reading = temperatureAt(device, scene.now);
    if (reading !== undefined && isWithin(reading.valueC, band)) return undefined;
    const is =
      reading === undefined ? 'nobody knows how warm the bottles are' : `the bottles have ${reading.valueC} °C`;
    return {
      reason: `${is}, and the first guests leave at ${timeOf(neededAt)}`,
      evidence: { standard: labelOf(standard), ...(reading && { temperatureC: reading.valueC }) },
      parameters: { temperature: Math.max(scene.rules.bottlesC, band.min ?? scene.rules.bottlesC) },
    };
  },

  isMeant: (scene, { trace }) => departures(scene, trace.about).some((at) => at <= trace.endsAt),

  find(scene, { device: id, trace }): Finding {
    const device = scene.house.devices.get(id);
    const band = bandOf(scene.promise(standardId));
    if (device === undefined || band === undefined) return { outcome: 'no-evidence' };
    const reading = temperatureAt(device, Math.min(scene.now, trace.neededAt));
    const proof = reading && { proof: { temperatureC: reading.valueC } };
    if (reading !== undefined && isWithin(reading.valueC, band)) {
      return { outcome: 'helped', ...proof };
    }
    if (scene.now < trace.neededAt) return { lookAt: Math.min(trace.neededAt, scene.now + lookEveryMs) };
    return reading === undefined ? { outcome: 'no-evidence' } : { outcome: 'did-not-help', ...proof };
  },

  isRight: (scene, device, since) => isBackInBand(scene, device, standardId, since),
};

function departuresOn(scene: Scene, device: Device, day: string): Occasion[] {
  const standard = scene.promise(standardId);
  const at = standard === undefined ? [] : departures(scene, day).filter((one) => one > scene.now);
  const neededAt = Math.min(...at);
  if (standard === undefined || at.length === 0 || !isInSeason(scene, standard.months, neededAt)) return [];
  const { leadMs, holdMs } = scene.rules.actions.warming;
  const endsAt = Math.max(...at) + holdMs;
  return [{ action: 'warming', device, purpose: 'departures', about: day, neededAt, endsAt, dueAt: neededAt - leadMs }];
}

/** When guests leave on that local day, as far as they are expected to, or did. */
function departures({ stays, calendar }: Scene, day: string): number[] {
  const from = calendar.instantOf(day, '00:00');
  const to = calendar.instantOf(day, '24:00');
  return [...stays.values()].flatMap(({ state, moments }) => {
    const at = moments['checked-out'] ?? moments['expected-departure'];
    return state !== 'void' && at !== undefined && at >= from && at < to ? [at] : [];
  });
}
