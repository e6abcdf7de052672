// The registry of devices from the command line, one by one.
import type { Device, MadeDevice } from '../../api/contract/device.ts';
import type { StepTestResult } from '../../api/contract/step-test.ts';
import type { Command } from '../command.ts';
import { listAll } from '../list-all.ts';
import { instantOption, needed, neededWords, numberOption } from '../options.ts';
import { textTable } from '../text-table.ts';

const add: Command = {
  words: 'device add',
  usage: '<id> --kind <kind> --space <space> [--floor <floor>] [--riser <riser>] [--point hot-branch] [--tau 0]',
  does: 'adds a device and tells its password, this once',
  options: ['kind', 'space', 'floor', 'riser', 'point', 'tau', 'name'],
  async run(given) {
    const [id] = neededWords(given, 'id');
    const tau = numberOption(given, 'tau', 'seconds');
    const { floor, riser, point, name } = given.options;
    const device = {
      id,
      kind: needed(given, 'kind', 'the kind of the device'),
      space: needed(given, 'space', 'the space that the device is in'),
      ...(floor !== undefined && { floor }),
      ...(riser !== undefined && { riser }),
      ...(point !== undefined && { point }),
      ...(tau !== undefined && { tau }),
      ...(name !== undefined && { name }),
    };
    const made = await (await given.hub()).call<MadeDevice>('POST', '/devices', device);
    return { json: made, text: `username  ${made.username}\npassword  ${made.password}` };
  },
};

const list: Command = {
  words: 'device list',
  usage: '',
  does: 'lists the devices, whether each is there and when it was last heard',
  reads: true,
  async run(given) {
    neededWords(given);
    const items: Device[] = [];
    for await (const device of listAll<Device>(await given.hub(), '/devices')) items.push(device);
    const rows = items.map(({ id, kind, space, presence, lastSeenAt }) => [
      id,
      kind,
      space,
      presence,
      lastSeenAt ?? '',
    ]);
    return { json: { items }, text: textTable(['id', 'kind', 'space', 'presence', 'last heard'], rows) };
  },
};

const revoke: Command = {
  words: 'device revoke',
  usage: '<id>',
  does: 'takes a device’s right to sign in, and ends its connection',
  async run(given) {
    const [id] = neededWords(given, 'id');
    await (await given.hub()).call('DELETE', `/devices/${encodeURIComponent(id)}`);
    return { json: { id, revoked: true }, text: `${id} is revoked.` };
  },
};

const stepTest: Command = {
  words: 'device step-test',
  usage: '<id> --from <instant> [--to <instant>]',
  does: 'finds a probe’s time constant from a step that was made since --from (cold beaker to hot), and keeps it',
  options: ['from', 'to'],
  async run(given) {
    const [id] = neededWords(given, 'id');
    needed(given, 'from', 'when the test began, such as 2026-03-01T06:00:00Z');
    const from = instantOption(given, 'from');
    const to = instantOption(given, 'to');
    const hub = await given.hub();
    const path = `/devices/${encodeURIComponent(id)}/step-test`;
    const found = await hub.call<StepTestResult>('POST', path, { from, ...(to !== undefined && { to }) });
    const step = `${found.fromTemperature} to ${found.toTemperature} °C, ${found.samples} samples, ± ${found.residual} K`;
    return { json: found, text: `tau ${found.tau} s (${step}), kept for ${id}` };
  },
};

export const deviceCommands: readonly Command[] = [add, list, revoke, stepTest];
