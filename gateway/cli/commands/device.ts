// The registry of devices from the command line: one by one, or a whole hotel from a spreadsheet.
import { readFileSync } from 'node:fs';
import type { Device, MadeDevice } from '../../api/contract/device.ts';
import type { StepTestResult } from '../../api/contract/step-test.ts';
import { readRegistryCsv } from '../../config/registry-csv.ts';
import type { Command } from '../command.ts';
import { csvHeader, csvRow } from '../csv.ts';
import { listAll } from '../list-all.ts';
import { Mistake } from '../mistake.ts';
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

const importCsv: Command = {
  words: 'device import',
  usage: '<csv>',
  does: 'adds the spaces and devices of a CSV file, all or none, and tells the passwords as CSV',
  async run(given) {
    const [path] = neededWords(given, 'csv');
    const { registry, problems } = readRegistryCsv(path, readText(path));
    if (registry === undefined) {
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      throw new Mistake(`${problems[0]}${more}`);
    }
    const hub = await given.hub();
    const there = new Set<string>();
    for await (const { id } of listAll<Device>(hub, '/devices')) there.add(id);
    const twice = registry.devices.find(({ id }) => there.has(id));
    if (twice !== undefined)
      throw new Mistake(`${path}: id: device ${twice.id} is there already; nothing was imported`);
    for (const { id, ...space } of registry.spaces) await hub.call('PUT', `/spaces/${encodeURIComponent(id)}`, space);
    const made: MadeDevice[] = [];
    for (const { sensor, ...device } of registry.devices) {
      const sensorFields = sensor && {
        point: sensor.point,
        tau: sensor.tauS,
        resolution: sensor.resolutionC,
        ...(sensor.commissionedAt !== undefined && { commissionedAt: new Date(sensor.commissionedAt).toISOString() }),
      };
      made.push(await hub.call<MadeDevice>('POST', '/devices', { ...device, ...sensorFields }));
    }
    const columns = ['id', 'username', 'password'];
    return {
      json: { spaces: registry.spaces.length, devices: made },
      text: [csvHeader(columns), ...made.map((device) => csvRow(columns, { ...device }))].join('\n'),
    };
  },
};

const list: Command = {
  words: 'device list',
  usage: '',
  does: 'lists the devices, whether each is there and when it was last heard',
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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Mistake(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

export const deviceCommands: readonly Command[] = [add, importCsv, list, revoke, stepTest];
