// What a peer does with a message, as somebody would write it in an afternoon: look whether it is a sample, follow the draw, say a miss
// at the tenth second. One function without imports, so that a function node of Node-RED can hold its text.

export interface PeerSample {
  readonly at: number;
  readonly temperature: number | null;
  readonly flow: number;
  readonly flowing?: boolean;
  readonly battery?: number;
}

export interface PeerDraw {
  readonly startedAt: number;
  readonly outcome: 'met' | 'missed' | 'excluded';
  readonly seconds: number;
  readonly litres: number;
}

export interface Taken {
  readonly samples: readonly PeerSample[];
  readonly draws: readonly PeerDraw[];
  /** The outlet's first miss since it last kept the promise. */
  readonly missed: boolean;
}

/** @returns what takes a message's JSON; `undefined` where it is not a hot-water sensor's. */
export function createTaker() {
  const outlets = new Map<string, Outlet>();
  interface Outlet {
    edgeAt: number | undefined;
    lastFlowAt: number;
    lastAt: number;
    lastTemperature: number;
    coldest: number;
    litres: number;
    hotS: number | undefined;
    missed: boolean;
    taskOpen: boolean;
  }

  function isNumber(value: unknown, low: number, high: number): boolean {
    return typeof value === 'number' && value >= low && value <= high;
  }

  function isSample(sample: PeerSample, now: number): boolean {
    return (
      typeof sample === 'object' &&
      sample !== null &&
      isNumber(sample.at, now - 90 * 86_400_000, now + 120_000) &&
      (sample.temperature === null || isNumber(sample.temperature, -200, 1_000)) &&
      isNumber(sample.flow, 0, 200) &&
      (sample.flowing === undefined || typeof sample.flowing === 'boolean') &&
      (sample.battery === undefined || isNumber(sample.battery, 0, 100))
    );
  }

  function follow(outlet: Outlet, sample: PeerSample, draws: PeerDraw[]): boolean {
    const temperature = sample.temperature ?? outlet.lastTemperature;
    let opensTask = false;
    if (outlet.edgeAt === undefined) {
      if (sample.flow >= 1) {
        outlet.edgeAt = sample.at;
        outlet.lastFlowAt = sample.at;
        outlet.coldest = temperature;
        outlet.litres = 0;
        outlet.hotS = undefined;
        outlet.missed = false;
      }
    } else {
      const s = (sample.at - outlet.edgeAt) / 1000;
      const stepS = (sample.at - outlet.lastAt) / 1000;
      outlet.litres += (sample.flow * stepS) / 60;
      if (s <= 5) outlet.coldest = Math.min(outlet.coldest, temperature);
      if (outlet.hotS === undefined && temperature >= 45) {
        const rise = temperature - outlet.lastTemperature;
        outlet.hotS = s - (rise > 0 ? ((temperature - 45) / rise) * stepS : 0);
      }
      const isCold = outlet.coldest <= 35 && outlet.hotS === undefined;
      if (s > 10 && isCold && !outlet.missed) {
        outlet.missed = true;
        opensTask = !outlet.taskOpen;
        outlet.taskOpen = true;
      }
      if (sample.flow >= 0.5) outlet.lastFlowAt = sample.at;
      else if (sample.at - outlet.lastFlowAt >= 3_000) {
        const isMet = !outlet.missed && outlet.coldest <= 35 && outlet.hotS !== undefined && outlet.hotS < 10;
        const outcome = outlet.missed ? 'missed' : isMet ? 'met' : 'excluded';
        if (isMet) outlet.taskOpen = false;
        draws.push({ startedAt: outlet.edgeAt, outcome, seconds: outlet.hotS ?? s, litres: outlet.litres });
        outlet.edgeAt = undefined;
      }
    }
    outlet.lastAt = sample.at;
    outlet.lastTemperature = temperature;
    return opensTask;
  }

  return (device: string, body: PeerSample | { readonly samples: readonly PeerSample[] }, now: number) => {
    if (typeof body !== 'object' || body === null) return undefined;
    const samples = 'samples' in body ? body.samples : [body];
    if (!Array.isArray(samples) || !samples.every((sample) => isSample(sample, now))) return undefined;
    let outlet = outlets.get(device);
    if (outlet === undefined) {
      const idle = { edgeAt: undefined, hotS: undefined, missed: false, taskOpen: false };
      outlet = { ...idle, lastFlowAt: 0, lastAt: 0, lastTemperature: 0, coldest: 0, litres: 0 };
      outlets.set(device, outlet);
    }
    const draws: PeerDraw[] = [];
    let missed = false;
    for (const sample of samples) missed = follow(outlet, sample, draws) || missed;
    return { samples, draws, missed };
  };
}
