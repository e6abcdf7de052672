// The boiler house: the temperature it sends out, with the dip of the morning and evening peaks, and its outages.

export interface Period {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms, not included. */
  readonly to: number;
}

export interface PlantOutage extends Period {
  readonly temperatureC: number;
}

export interface Plant {
  temperatureC(at: number): number;
}

export const isWithin = (period: Period, at: number): boolean => at >= period.from && at < period.to;

const hourMs = 3_600_000;

export function createPlant(options: {
  readonly setpointC: number;
  /** Offset of the hotel's local time, hours. */
  readonly utcOffsetHours: number;
  readonly outages: readonly PlantOutage[];
}): Plant {
  return {
    temperatureC(at) {
      const outage = options.outages.find((period) => isWithin(period, at));
      if (outage !== undefined) return outage.temperatureC;
      const hour = (at / hourMs + options.utcOffsetHours) % 24;
      return options.setpointC - 3 * peak(hour, 7.75, 1.2) - 2 * peak(hour, 21.75, 1.5);
    },
  };
}

const peak = (hour: number, centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2));
