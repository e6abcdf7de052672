// A sample that is plainly right, taken without asking zod, which takes ten times as long. Made from the model's own zod schema: what
// this reader takes zod would take and read alike, and whatever it does not take is zod's to judge and to word.
import { z } from 'zod';
import type { Readings, ReadingValue } from '../../devices/device-model.ts';

export interface PlainSample {
  readonly readings: Readings;
  /** Fields that the model does not know, `at` not counted. */
  readonly unknownFields: number;
}

/** Undefined where zod has to look. */
export type ReadPlainSample = (raw: Readonly<Record<string, unknown>>) => PlainSample | undefined;

type Accepts = (value: unknown) => boolean;
type Check = (readings: Readings) => boolean;

/** @returns undefined where the schema has something that this reader does not know. */
export function compilePlainSample(schema: z.ZodType<Readings>): ReadPlainSample | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  const fields = new Map<string, Accepts>();
  const required: string[] = [];
  for (const [name, field] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const accepts = compileField(field);
    if (accepts === undefined) return undefined;
    fields.set(name, accepts);
    if (!mayBeAbsent(field)) required.push(name);
  }
  const checks = compileChecks(schema);
  if (checks === undefined) return undefined;

  return (raw) => {
    const readings: Record<string, ReadingValue> = {};
    let unknownFields = 0;
    for (const name in raw) {
      if (name === 'at') continue;
      const accepts = fields.get(name);
      if (accepts === undefined) unknownFields += 1;
      else if (accepts(raw[name])) readings[name] = raw[name] as ReadingValue;
      else return undefined;
    }
    for (const name of required) if (readings[name] === undefined) return undefined;
    for (const holds of checks) if (!holds(readings)) return undefined;
    return { readings, unknownFields };
  };
}

function mayBeAbsent(field: z.ZodType): boolean {
  const read = field.safeParse(undefined);
  return read.success && read.data === undefined;
}

function compileField(field: z.ZodType): Accepts | undefined {
  // What is caught is wrong, and zod's to mend.
  if (field instanceof z.ZodCatch) return compileField(field.unwrap() as z.ZodType);
  if (field instanceof z.ZodOptional) return compileField(field.unwrap() as z.ZodType);
  if (field instanceof z.ZodNullable) {
    const accepts = compileField(field.unwrap() as z.ZodType);
    return accepts && ((value) => value === null || accepts(value));
  }
  if (field instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
  if (field instanceof z.ZodNumber) return compileNumber(field);
  if (field instanceof z.ZodString) return compileText(field);
  return undefined;
}

function compileText(field: z.ZodString): Accepts | undefined {
  if (!checksOf(field).every(({ check }) => check === 'max_length' || check === 'min_length')) return undefined;
  const shortest = field.minLength ?? 0;
  const longest = field.maxLength ?? Number.POSITIVE_INFINITY;
  return (value) => typeof value === 'string' && value.length >= shortest && value.length <= longest;
}

function compileNumber(field: z.ZodNumber): Accepts | undefined {
  const isWhole = field.format === 'safeint';
  if (!isWhole && field.format !== null) return undefined;
  const isBounded = checksOf(field).every(
    (check) => check.check === 'number_format' || ('inclusive' in check && check.inclusive === true),
  );
  if (!isBounded) return undefined;
  const low = field.minValue ?? Number.NEGATIVE_INFINITY;
  const high = field.maxValue ?? Number.POSITIVE_INFINITY;
  const isNumber = isWhole ? Number.isSafeInteger : Number.isFinite;
  return (value) => isNumber(value) && (value as number) >= low && (value as number) <= high;
}

/** What a schema asks of the sample as a whole. */
function compileChecks(schema: z.ZodObject): Check[] | undefined {
  const checks = checksOf(schema).map((check) => ('fn' in check ? (check.fn as Check) : undefined));
  return checks.every((check) => check !== undefined) ? checks : undefined;
}

function checksOf(schema: z.ZodType): readonly z.core.$ZodCheckDef[] {
  return (schema.def.checks ?? []).map((check) => check._zod.def);
}
