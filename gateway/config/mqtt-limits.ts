// The limits of the embedded broker as settings. What they are, and how large as usual, the broker's own table says.
import { type BrokerLimit, limitTable, type BrokerLimits as MqttLimits } from '../../broker/limits.ts';
import { type LimitSetting, limitSettings, limitsAsSet } from './limit-settings.ts';

export type { MqttLimits };

export const mqttLimitSettings = limitSettings('mqtt', limitTable);

export function mqttLimits(settings: { readonly [Name in LimitSetting<'mqtt', BrokerLimit>]?: number }): MqttLimits {
  return limitsAsSet('mqtt', limitTable, settings);
}
