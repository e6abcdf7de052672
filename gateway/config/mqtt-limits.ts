// The limits of the embedded broker as settings: `packetBytes` is the setting `mqttPacketBytes`, HUB_MQTT_PACKET_BYTES. What
// they are, and how large as usual, the broker's own table says.
import { z } from 'zod';
import { type BrokerLimit, type BrokerLimits, type LimitRow, limitTable } from '../../broker/limits.ts';

export type MqttLimitSetting<Limit extends string = BrokerLimit> = `mqtt${Capitalize<Limit>}`;

const limits = Object.keys(limitTable) as BrokerLimit[];

export function mqttLimitSetting(limit: BrokerLimit): MqttLimitSetting {
  return `mqtt${limit.charAt(0).toUpperCase()}${limit.slice(1)}` as MqttLimitSetting;
}

function limitSetting({ usual, least, most, what }: LimitRow) {
  const expected = `expected a whole number, ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected).describe(`${what}. Default ${usual}`);
}

export const mqttLimitSettings = Object.fromEntries(
  limits.map((limit) => [mqttLimitSetting(limit), limitSetting(limitTable[limit])]),
) as Readonly<Record<MqttLimitSetting, ReturnType<typeof limitSetting>>>;

/** What is set differs from what is usual. */
export function mqttLimits(settings: { readonly [Key in MqttLimitSetting]?: number }): Partial<BrokerLimits> {
  return Object.fromEntries(
    limits.flatMap((limit) => {
      const value = settings[mqttLimitSetting(limit)];
      return value === undefined ? [] : [[limit, value]];
    }),
  );
}
