// A hotel's spaces and devices from one CSV file, a device a line. All of it or nothing: one wrong line and nothing is taken,
// and every wrong line is named at once.
import { z } from 'zod';
import { DeviceId, DeviceKind } from '../../devices/identifiers.ts';
import { type DeviceRecord, measuringPoints, type Space, type SpaceId, spaceKinds } from '../domain/property.ts';
import { shown } from '../domain/shown-value.ts';
import { readCsvTable } from './csv-table.ts';
import { name, oneOf, placeId } from './fields.ts';

/** What the file says of a space; cells left empty say nothing. */
export type SpaceMention = Pick<Space, 'id'> & Partial<Space>;

export interface RegistryImport {
  /** Each space once, in the order of the file. */
  readonly spaces: readonly SpaceMention[];
  readonly devices: readonly DeviceRecord[];
}

/** What one line says by itself. */
export interface RegistryRow {
  readonly line: number;
  readonly space: SpaceMention;
  readonly device?: DeviceRecord;
}

export interface RegistryCsvResult {
  /** Unset where there are problems. */
  readonly registry?: RegistryImport;
  /** As the lines stand; none where there are problems. */
  readonly rows: readonly RegistryRow[];
  /** `rooms.csv:12: kind: expected …, found …`, in the order of the lines. */
  readonly problems: readonly string[];
}

const Line = z
  .object({
    id: DeviceId.exactOptional(),
    kind: z.enum(DeviceKind.options, `expected one of ${DeviceKind.options.join(', ')}`).exactOptional(),
    name: name.exactOptional(),
    space: placeId.transform((id) => id as SpaceId),
    floor: placeId.exactOptional(),
    riser: placeId.exactOptional(),
    spaceKind: oneOf(spaceKinds).exactOptional(),
    spaceName: name.exactOptional(),
    point: oneOf(measuringPoints).exactOptional(),
    tau: secondsOfProbe().exactOptional(),
    resolution: z.coerce
      .number('expected °C, 0 to 5')
      .min(0, 'expected °C, 0 to 5')
      .max(5, 'expected °C, 0 to 5')
      .exactOptional(),
    commissioned: z.iso
      .datetime({ offset: true, error: 'expected an instant such as 2026-05-01T14:00:00+08:00' })
      .exactOptional(),
  })
  .superRefine((line, context) => {
    const say = (column: string, message: string) => context.addIssue({ code: 'custom', path: [column], message });
    if (line.id !== undefined && line.kind === undefined) say('kind', 'expected the kind of the device');
    if (line.id === undefined && line.kind !== undefined) say('id', 'expected the id of the device');
    for (const column of ['point', 'tau', 'resolution', 'commissioned'] as const) {
      if (line[column] !== undefined && line.kind !== 'hot-water-sensor')
        say(column, 'expected nothing but for a hot-water-sensor');
    }
  });
type Line = z.infer<typeof Line>;

export const registryColumns = Object.keys(Line.shape) as (keyof Line)[];

/** @param path as it is named in problems. */
export function readRegistryCsv(path: string, text: string): RegistryCsvResult {
  const table = readCsvTable(text);
  if (table.error !== undefined) return refused([`${path}:${table.error.line}: ${table.error.message}`]);
  const [header, ...rows] = table.rows;
  const headerProblems = checkHeader(header?.cells ?? []);
  if (header === undefined || headerProblems.length > 0) {
    return refused(headerProblems.map((problem) => `${path}:${header?.line ?? 1}: ${problem}`));
  }
  const read = rows.map(({ line, cells }) => ({ line, ...readLine(header.cells, cells) }));
  const entries = read.flatMap(({ line, entry }) => (entry === undefined ? [] : [{ line, entry }]));
  const problems = [
    ...read.flatMap(({ line, problems }) => problems.map((problem) => ({ line, problem }))),
    ...repeatedDevices(entries),
    ...spacesThatDisagree(entries),
  ].sort((one, other) => one.line - other.line);
  if (problems.length > 0) return refused(problems.map(({ line, problem }) => `${path}:${line}: ${problem}`));
  const taken = entries.map(toRow);
  return { problems: [], rows: taken, registry: toRegistry(taken) };
}

function refused(problems: readonly string[]): RegistryCsvResult {
  return { problems, rows: [] };
}

interface Numbered {
  readonly line: number;
  readonly entry: Line;
}

function checkHeader(columns: readonly string[]): string[] {
  const known = registryColumns.join(', ');
  if (columns.length === 0) return [`expected a header of ${known}, found nothing`];
  return [
    ...columns.flatMap((column, index) => {
      if (!(registryColumns as string[]).includes(column))
        return [`expected columns of ${known}, found ${shown(column)}`];
      return columns.indexOf(column) === index ? [] : [`expected each column once, found ${shown(column)} again`];
    }),
    ...(columns.includes('space') ? [] : ['expected a column space']),
  ];
}

function readLine(columns: readonly string[], cells: readonly string[]): { entry?: Line; problems: readonly string[] } {
  if (cells.length > columns.length) return { problems: [`expected ${columns.length} cells, found ${cells.length}`] };
  const filled = Object.fromEntries(
    columns.map((column, index) => [column, cells[index] ?? '']).filter(([, cell]) => cell !== ''),
  ) as Record<string, string>;
  const parsed = Line.safeParse(filled);
  if (parsed.success) return { entry: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map(({ path, message }) => {
      const column = String(path[0]);
      return `${column}: ${message}, found ${shown(filled[column])}`;
    }),
  };
}

function repeatedDevices(entries: readonly Numbered[]) {
  const lineOf = new Map<string, number>();
  return entries.flatMap(({ line, entry: { id } }) => {
    if (id === undefined) return [];
    const first = lineOf.get(id);
    lineOf.set(id, first ?? line);
    return first === undefined
      ? []
      : [{ line, problem: `id: expected a device once, found ${shown(id)} again, as in line ${first}` }];
  });
}

function spacesThatDisagree(entries: readonly Numbered[]) {
  const said = new Map<string, { readonly value: string; readonly line: number }>();
  return entries.flatMap(({ line, entry }) =>
    (['floor', 'riser', 'spaceKind', 'spaceName'] as const).flatMap((column) => {
      const value = entry[column];
      if (value === undefined) return [];
      const key = JSON.stringify([entry.space, column]);
      const before = said.get(key);
      if (before === undefined) said.set(key, { value, line });
      if (before === undefined || before.value === value) return [];
      return [
        {
          line,
          problem: `${column}: expected ${shown(before.value)} as in line ${before.line}, found ${shown(value)}`,
        },
      ];
    }),
  );
}

function toRegistry(rows: readonly RegistryRow[]): RegistryImport {
  const spaces = new Map<SpaceId, SpaceMention>();
  for (const { space } of rows) spaces.set(space.id, { ...spaces.get(space.id), ...space });
  return {
    spaces: [...spaces.values()],
    devices: rows.flatMap(({ device }) => (device === undefined ? [] : [device])),
  };
}

function toRow({ line, entry }: Numbered): RegistryRow {
  const { space, floor, riser, spaceKind, spaceName } = entry;
  const device = toDevice(entry);
  return {
    line,
    space: {
      id: space,
      ...(spaceKind && { kind: spaceKind }),
      ...(spaceName && { name: spaceName }),
      ...(floor && { floor }),
      ...(riser && { riser }),
    },
    ...(device && { device }),
  };
}

function toDevice({ id, kind, name, space, point, tau, resolution, commissioned }: Line): DeviceRecord | undefined {
  if (id === undefined || kind === undefined) return undefined;
  const sensor = {
    point: point ?? 'hot-branch',
    tauS: tau ?? 0,
    resolutionC: resolution ?? 0,
    ...(commissioned && { commissionedAt: Date.parse(commissioned) }),
  };
  return { id, kind, space, ...(name && { name }), ...(kind === 'hot-water-sensor' && { sensor }) };
}

function secondsOfProbe() {
  const expected = 'expected seconds, 0 to 60';
  return z.coerce.number(expected).min(0, expected).max(60, expected);
}
