// A room that is awake when its guests come: the welcome scene, and the temperature that the house promises.
import type { Device } from '../devices/device.ts';
import { isWithin } from '../journey/surroundings.ts';
import { labelOf } from '../standards/service-standard.ts';
import { arrivalOf, isComing } from './arrivals.ts';
import { type Finding, type Occasion, type Policy, timeOf, type Wish } from './occasion.ts';
import { roomOf } from './scene.ts';
import { type Band, bandOf, isBackInBand, temperatureAt } from './temperature.ts';

const standardId = 'room-ready';

export const scenePolicy: Policy = {
  ...welcome('scene'),

  wish({ rules }, { about, neededAt }): Wish {
    const { scene } = rules.welcome;
    return { reason: reason(neededAt), evidence: { stay: about }, parameters: { scene } };
  },
  // The controller says that it did, and nothing measures a welcome.
  find: (): Finding => ({ outcome: 'helped' }),
  isRight: () => undefined,
};

export const setpointPolicy: Policy = {
  ...welcome('setpoint'),

  wish(scene, { about, neededAt }): Wish | undefined {
    const standard = scene.promise(standardId);
    const temperature = scene.rules.welcome.temperatureC ?? middle(bandOf(standard));
    if (temperature === undefined) return undefined;
    return {
      reason: reason(neededAt),
      evidence: { stay: about, ...(standard !== undefined && { standard: labelOf(standard) }) },
      parameters: { temperature },
    };
  },

  find(scene, { device: id, trace }): Finding {
    const enteredAt = scene.stays.get(trace.about)?.moments['checked-in'];
    const at = Math.min(trace.neededAt, enteredAt ?? trace.neededAt);
    if (scene.now < at) return { lookAt: at };
    const device = scene.house.devices.get(id);
    const reading = device && temperatureAt(device, at);
    const band = bandOf(scene.promise(standardId));
    if (reading === undefined || band === undefined) return { outcome: 'no-evidence' };
    const proof = { temperatureC: reading.valueC };
    return { outcome: isWithin(reading.valueC, band) ? 'helped' : 'did-not-help', proof };
  },

  isRight: (scene, device, since) => isBackInBand(scene, device, standardId, since),
};

function welcome(action: 'scene' | 'setpoint'): Pick<Policy, 'occasions' | 'isMeant'> {
  return {
    occasions(scene, device) {
      return scene.staysIn(device.space.id).flatMap((stay): Occasion[] => {
        const arrival = arrivalOf(stay, scene.rules.actions[action]);
        return arrival === undefined ? [] : [{ action, device, ...arrival }];
      });
    },
    isMeant({ stays, house }, { device, trace }) {
      const stay = stays.get(trace.about);
      return stay !== undefined && isComing(stay, trace) && roomOf(stay) === spaceOf(house.devices.get(device));
    },
  };
}

const spaceOf = (device: Device | undefined) => device?.space.id;
const reason = (neededAt: number) => `guests are expected at ${timeOf(neededAt)}`;

function middle(band: Band | undefined): number | undefined {
  const { min, max } = band ?? {};
  return min === undefined || max === undefined ? (min ?? max) : (min + max) / 2;
}
