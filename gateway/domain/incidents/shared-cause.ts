// Rooms that miss together: one riser, one floor across risers, or the plant. Then the shape of it, which names the part.
// docs/causes.md gives the grounds of each rule.
import type { IncidentPart, IncidentReason, IncidentShape } from '../incident.ts';
import { dayPattern } from './day-pattern.ts';
import { type Finding, isJudged, rounded, slowRooms, spacesOf, type WaterKind, type WaterView } from './finding.ts';
import { type FlowShortage, flowShortage, median } from './usual-water.ts';
import { causeLookBackMs, type OutletDraw, type WaterLog } from './water-log.ts';

type SharedKind = Exclude<WaterKind, 'room'>;
interface Group {
  readonly kind: SharedKind;
  readonly subject: string;
  readonly slow: readonly OutletDraw[];
}

/** One riser, or one floor, is the cause where it has at least this share of the rooms that missed; else the plant is. */
const explainsShare = 0.75;
/** A floor has a trouble of its own only where several risers feed it. */
const leastRisers = 2;

const partOf: Readonly<Record<SharedKind, Readonly<Partial<Record<IncidentShape, IncidentPart>>>>> = {
  riser: { 'at-all-hours': 'riser-pump', 'first-draws': 'pump-timer', 'some-hours': 'pump-timer' },
  floor: { 'at-all-hours': 'balancing-valve', 'first-draws': 'pump-timer', 'some-hours': 'pump-timer' },
  plant: { 'at-all-hours': 'boiler', 'first-draws': 'pump-timer', 'some-hours': 'boiler' },
};

/** @param plantStands the plant has an incident already: what a riser adds to it is its own. */
export function findSharedCause(view: WaterView, miss: OutletDraw, plantStands: boolean): Finding | undefined {
  const recent = judgedAround(view, miss.startedAt);
  const slow = slowRooms(recent);
  const group = groupOf(view, miss, recent, slow, plantStands);
  return group && describe(view, group, recent, miss.startedAt);
}

/** A standing cause looked at again: as long as enough of its rooms are slow, they may show a clearer shape by now. */
export function lookAgain(view: WaterView, kind: SharedKind, subject: string, at: number): Finding | undefined {
  const recent = judgedAround(view, at);
  const slow = slowRooms(recent).filter((one) => belongs(kind, subject, one));
  return slow.length < view.rules.leastRooms ? undefined : describe(view, { kind, subject, slow }, recent, at);
}

function judgedAround({ log, rules }: WaterView, at: number): readonly OutletDraw[] {
  return log.select(at - rules.withinMs, at + rules.withinMs, isJudged);
}

function groupOf(
  { rules, property }: WaterView,
  miss: OutletDraw,
  recent: readonly OutletDraw[],
  slow: readonly OutletDraw[],
  plantStands: boolean,
): Group | undefined {
  const { leastRooms, plantShare } = rules;
  if (slow.length < leastRooms) return undefined;
  const isPlant = slow.length >= plantShare * spacesOf(recent).size;
  const onRiser = slow.filter(({ riser }) => riser !== undefined && riser === miss.riser);
  const onFloor = slow.filter(({ floor }) => floor !== undefined && floor === miss.floor);
  const explains = (rooms: readonly OutletDraw[]) =>
    rooms.length >= leastRooms && (!isPlant || rooms.length >= explainsShare * slow.length);
  const isFloor =
    explains(onFloor) &&
    onFloor.length > onRiser.length &&
    onFloor.length >= explainsShare * slow.length &&
    new Set(onFloor.map(({ riser }) => riser)).size >= leastRisers &&
    passedElsewhere(recent, slow, (one) => one.floor === miss.floor) >= leastRooms;
  if (plantStands && (isPlant || isFloor || explains(onRiser))) return { kind: 'plant', subject: property, slow };
  if (isFloor) return { kind: 'floor', subject: miss.floor as string, slow: onFloor };
  if (explains(onRiser)) return { kind: 'riser', subject: miss.riser as string, slow: onRiser };
  return isPlant ? { kind: 'plant', subject: property, slow } : undefined;
}

/** Rooms whose water was hot in that time: without them, nobody knows that the trouble ends where the group does. */
function passedElsewhere(
  recent: readonly OutletDraw[],
  slow: readonly OutletDraw[],
  isInside: (draw: OutletDraw) => boolean,
): number {
  const slowSpaces = spacesOf(slow);
  return spacesOf(recent.filter((one) => !isInside(one) && !slowSpaces.has(one.space))).size;
}

function describe(view: WaterView, group: Group, recent: readonly OutletDraw[], at: number): Finding {
  const { kind, subject, slow } = group;
  const { log, calendar, rules } = view;
  const own = log.select(at - causeLookBackMs, at + rules.withinMs, (one) => belongs(kind, subject, one));
  const shortages = shortagesOf(log, slow);
  const passed = passedElsewhere(recent, slow, (one) => belongs(kind, subject, one));
  const reasons: IncidentReason[] = [headOf(kind, slow, recent)];
  if (kind !== 'plant' && passed > 0) reasons.push({ code: 'others-passed', values: { n: passed } });
  const found = (shape: IncidentShape, part: IncidentPart, reason?: IncidentReason): Finding => ({
    kind,
    subject,
    shape,
    part,
    misses: slow,
    reasons: reason === undefined ? reasons : [...reasons, reason],
  });

  if (shortages !== undefined) {
    return found('low-flow', 'shut-off-valve', littleFlowReason(shortages));
  }
  const pattern = dayPattern(own, calendar);
  const { shape = 'at-all-hours', ...values } = pattern ?? {};
  const part = partOf[kind][shape] ?? 'riser-pump';
  return found(shape, part, pattern && { code: `only-${pattern.shape}`, values });
}

/**
 * Undefined where little flow does not explain the group. A whole house that misses at once is looked at with each of its draws:
 * it stops as soon as the answer stands.
 */
function shortagesOf(log: WaterLog, slow: readonly OutletDraw[]): readonly FlowShortage[] | undefined {
  const least = explainsShare * slow.length;
  const shortages: FlowShortage[] = [];
  for (const [looked, one] of slow.entries()) {
    const shortage = flowShortage(log, one);
    if (shortage !== undefined) shortages.push(shortage);
    const left = slow.length - looked - 1;
    if (shortages.length + left < least) return undefined;
  }
  return shortages;
}

export function littleFlowReason(shortages: readonly FlowShortage[]): IncidentReason {
  return {
    code: 'little-flow',
    values: {
      flow: rounded(median(shortages.map(({ flowLpm }) => flowLpm))),
      usualFlow: rounded(median(shortages.map(({ usual }) => usual.flowLpm))),
      litres: rounded(median(shortages.map(({ litres }) => litres))),
      usualLitres: rounded(median(shortages.map(({ usual }) => usual.litres))),
    },
  };
}

function headOf(kind: SharedKind, slow: readonly OutletDraw[], recent: readonly OutletDraw[]): IncidentReason {
  const n = slow.length;
  if (kind !== 'plant') return { code: 'rooms-missed', values: { n } };
  const risers = new Set(slow.map(({ riser }) => riser)).size;
  return { code: 'share-missed', values: { n, active: spacesOf(recent).size, risers } };
}

function belongs(kind: SharedKind, subject: string, draw: OutletDraw): boolean {
  switch (kind) {
    case 'riser':
      return draw.riser === subject;
    case 'floor':
      return draw.floor === subject;
    case 'plant':
      return true;
  }
}
