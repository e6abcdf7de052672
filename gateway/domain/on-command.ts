// Commands to devices: sent once, answered or expired. What expired must not open a door an hour later.
import type { CommandTrace, DeviceCommand, TracedCommand } from './command.ts';
import { type Decision, refuse } from './decision.ts';
import type { Fact } from './facts.ts';
import type { House } from './house.ts';
import type { Input } from './inputs.ts';
import { heard } from './on-device.ts';

/** A device that was away for longer does not act on it any more, ms. */
const commandLivesMs = 60_000;
/** "Open hot fully now": the person at the tap has this long, ms. */
const testDrawWithinMs = 5 * 60_000;

export interface CommandDesk {
  send(house: House, input: Extract<Input, { type: 'send-command' }>, now: number): Decision;
  reply(house: House, input: Extract<Input, { type: 'reply' }>, now: number): Decision;
  expire(id: string, now: number): Fact[];
  /** The hub itself asks. */
  order(order: Order, now: number): TracedCommand;
  /** More is known of why it was asked and what came of it; its answer may still be awaited. */
  retrace(command: TracedCommand, trace: CommandTrace): TracedCommand;
}

export type Order = Pick<TracedCommand, 'id' | 'device' | 'command' | 'parameters' | 'trace'>;

export function createCommandDesk(open: readonly DeviceCommand[]): CommandDesk {
  const waiting = new Map(open.map((one) => [one.id, one]));

  return {
    send(house, input, now) {
      const device = house.devices.get(input.device);
      if (device === undefined) return refuse('unknown-device', `no device ${input.device} is registered`, 'device');
      const command: DeviceCommand = {
        id: input.id,
        device: input.device,
        command: input.command,
        parameters: input.parameters,
        by: input.by.name,
        sentAt: now,
        expiresAt: now + commandLivesMs,
        state: 'sent',
      };
      waiting.set(command.id, command);
      if (input.command === 'test-draw') device.behaviour.expectTestDraw?.(now, testDrawWithinMs);
      return { facts: [{ type: 'command-changed', command }] };
    },
    reply(house, input, now) {
      const command = waiting.get(input.id);
      const device = house.devices.get(input.device);
      if (command === undefined || device === undefined || command.device !== input.device) {
        return refuse('unknown-command', `${input.device} answers ${input.id}, which nobody asked`, 'id');
      }
      waiting.delete(command.id);
      const state = input.ok ? 'answered' : 'failed';
      const answered: DeviceCommand = { ...command, state, answeredAt: now, reply: input.data };
      return { facts: [...heard(house, device, now), { type: 'command-changed', command: answered }] };
    },
    expire(id, now) {
      const command = waiting.get(id);
      if (command === undefined || command.expiresAt > now) return [];
      waiting.delete(id);
      return [{ type: 'command-changed', command: { ...command, state: 'expired' } }];
    },
    order(order, now) {
      const command: TracedCommand = {
        ...order,
        by: 'hub',
        sentAt: now,
        expiresAt: now + commandLivesMs,
        state: 'sent',
      };
      waiting.set(command.id, command);
      return command;
    },
    retrace(command, trace) {
      const retraced = { ...command, trace };
      if (waiting.has(command.id)) waiting.set(command.id, retraced);
      return retraced;
    },
  };
}
