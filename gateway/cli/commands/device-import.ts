// A whole hotel from a spreadsheet. Every line is checked as the API would before the first is written, so that a mistake
// takes nothing; what a failing hub took nevertheless is told with its passwords, for nobody can be told them again.
import type { Account, TokenInfo } from '../../api/contract/account.ts';
import { type Device, type MadeDevice, NewDevice } from '../../api/contract/device.ts';
import { SpaceChange } from '../../api/contract/property.ts';
import { type RegistryRow, readRegistryCsv, type SpaceMention } from '../../config/registry-csv.ts';
import type { DeviceRecord } from '../../domain/property.ts';
import { readFields, sayWrong } from '../../domain/wrong-field.ts';
import type { Command } from '../command.ts';
import type { HubLink } from '../hub-link.ts';
import { listAll } from '../list-all.ts';
import { Mistake, mistakes } from '../mistake.ts';
import { neededWords } from '../options.ts';
import { passwordSheet } from '../password-sheet.ts';
import { readText } from '../read-text.ts';
import type { Result } from '../result.ts';

const importCsv: Command = {
  words: 'device import',
  usage: '<csv>',
  does: 'adds the spaces and devices of a CSV file, all or none, and tells the passwords as CSV',
  async run(given) {
    const [path] = neededWords(given, 'csv');
    const { registry, rows, problems } = readRegistryCsv(path, readText(path));
    if (registry === undefined) throw mistakes(problems);
    refuseWhereAny(rows.flatMap((row) => wrongOf(row).map((problem) => `${path}:${row.line}: ${problem}`)));
    const hub = await given.hub();
    refuseWhereAny(await takenIds(hub, path, rows));

    const made: MadeDevice[] = [];
    const result = (): Result => ({
      json: { spaces: registry.spaces.length, devices: made },
      text: passwordSheet(made),
    });
    try {
      for (const space of registry.spaces) {
        await hub.call('PUT', `/spaces/${encodeURIComponent(space.id)}`, spaceCall(space));
      }
      for (const device of registry.devices)
        made.push(await hub.call<MadeDevice>('POST', '/devices', deviceCall(device)));
    } catch (error) {
      const left = registry.devices.slice(made.length).map(({ id }) => id);
      throw new Mistake(
        `${path}: ${(error as Error).message}; taken: ${made.length} of ${registry.devices.length} devices, not taken: ${left.join(', ')}`,
        { ...(made.length > 0 && { done: result() }) },
      );
    }
    return result();
  },
};

function refuseWhereAny(problems: readonly string[]): void {
  if (problems.length > 0) throw mistakes(problems);
}

function spaceCall({ id: _id, ...space }: SpaceMention): object {
  return space;
}

function deviceCall({ sensor, ...device }: DeviceRecord): object {
  if (sensor === undefined) return device;
  const { point, tauS, resolutionC, commissionedAt } = sensor;
  return {
    ...device,
    point,
    tau: tauS,
    resolution: resolutionC,
    ...(commissionedAt !== undefined && { commissionedAt: new Date(commissionedAt).toISOString() }),
  };
}

/** Columns that the API knows by another name. */
const spaceColumns: Readonly<Record<string, string>> = { kind: 'spaceKind', name: 'spaceName' };
const deviceColumns: Readonly<Record<string, string>> = { commissionedAt: 'commissioned' };

/** What the API would not take of a line. */
function wrongOf({ space, device }: RegistryRow): string[] {
  const ofSpace = check(SpaceChange, spaceCall(space), spaceColumns);
  return device === undefined ? ofSpace : [...ofSpace, ...check(NewDevice, deviceCall(device), deviceColumns)];
}

function check(
  schema: typeof SpaceChange | typeof NewDevice,
  call: object,
  columns: Readonly<Record<string, string>>,
): string[] {
  const read = readFields<unknown>(schema, call);
  if ('data' in read) return [];
  return read.wrong.map((one) => {
    const field = String(one.path[0]);
    return `${columns[field] ?? field}: ${sayWrong(one, call)}`;
  });
}

async function takenIds(hub: HubLink, path: string, rows: readonly RegistryRow[]): Promise<string[]> {
  const holders = new Map<string, string>();
  for await (const { name } of listAll<Account>(hub, '/users')) holders.set(name, 'user');
  for await (const { name } of listAll<TokenInfo>(hub, '/tokens')) holders.set(name, 'token');
  for await (const { id } of listAll<Device>(hub, '/devices')) holders.set(id, 'device');
  return rows.flatMap(({ line, device }) => {
    const holder = device && holders.get(device.id);
    return holder === undefined ? [] : [`${path}:${line}: id: ${holder} ${device?.id} is there already`];
  });
}

export const importCommands: readonly Command[] = [importCsv];
