// The `enforcement` section of hub.yaml: what the hub may do by itself, and within which limits. What is left out is as the
// house ships; nothing is done where no device says that it can.
import { z } from 'zod';
import type { EnforcementAction } from '../domain/command.ts';
import {
  type ActionLimits,
  type EnforcementRules,
  houseEnforcementRules,
} from '../domain/enforcement/enforcement-rules.ts';
import { clockTime, count, section } from './fields.ts';

const minuteMs = 60_000;

const hours = (usual: ActionLimits['hours']) =>
  section({ from: clockTime.default(usual.from), to: clockTime.default(usual.to) })
    .refine(({ from, to }) => from < to, 'expected hours that end after they begin, at 24:00 at the latest')
    .prefault({});

function minutes(usualMs: number, from: number, to: number) {
  const expected = `expected minutes, ${from} to ${to}`;
  return z
    .number(expected)
    .min(from, expected)
    .max(to, expected)
    .default(usualMs / minuteMs);
}

function celsius(from: number, to: number) {
  const expected = `expected °C, ${from} to ${to}`;
  return z.number(expected).min(from, expected).max(to, expected);
}

const longest = 24 * 60;

function limitsOf(action: EnforcementAction) {
  const usual = houseEnforcementRules.actions[action];
  return {
    enabled: z.boolean('expected true or false').default(usual.enabled),
    leadMinutes: minutes(usual.leadMs, 1, longest).describe('So long before it is needed the hub asks at the earliest'),
    holdMinutes: minutes(usual.holdMs, 0, longest).describe(
      'So long after that the device goes on; then it ends by itself',
    ),
    runsPerDay: count.default(usual.runsPerDay).describe('Of one device, on one local day'),
    quietMinutes: minutes(usual.quietMs, 0, longest).describe('Between two of them'),
    hours: hours(usual.hours).describe('When it may be asked at all'),
  };
}

const { water, welcome, bottlesC, tries } = houseEnforcementRules;

export const EnforcementSection = section({
  circulation: section(limitsOf('circulation')).prefault({}).describe('Pumps that say `circulation`'),
  'pre-heating': section({
    ...limitsOf('pre-heating'),
    temperatureC: celsius(45, 75).default(water.preHeatC).describe('DVGW W 551: 60 °C at the outlet of a heater'),
  })
    .prefault({})
    .describe('Heaters that say `pre-heating`, where no pump serves the same water'),
  water: section({
    peak: hours(water.peak).describe('The morning’s peak: the hub acts before it where the last draws warn'),
    slowRooms: count
      .default(water.slowRooms)
      .describe('They warn where those of so many rooms of a riser missed, or of all that drew, where fewer did'),
    effectMinutes: minutes(water.effectMs, 0, 60).describe('A draw sooner after the answer says nothing about it'),
  }).prefault({}),
  scene: section({
    ...limitsOf('scene'),
    scene: z.string('expected the name of a scene').min(1).max(64).default(welcome.scene),
  })
    .prefault({})
    .describe('Room controllers that say `scene`: the welcome before an arrival'),
  setpoint: section({
    ...limitsOf('setpoint'),
    temperatureC: celsius(16, 30)
      .exactOptional()
      .describe('Left out: the middle of what the standard room-ready promises'),
  })
    .prefault({})
    .describe('Room controllers that say `setpoint`: the temperature before an arrival'),
  warming: section({
    ...limitsOf('warming'),
    temperatureC: celsius(30, 60).default(bottlesC).describe('Never below what the standard bottle-warm asks'),
  })
    .prefault({})
    .describe('Bottle cabinets that say `warming`, in the season of bottle-warm, before the first departures'),
  tries: count.max(10, 'expected a count, 1 to 10').default(tries).describe('Asked so often in vain, it is a task'),
});
export type EnforcementSection = z.infer<typeof EnforcementSection>;

/** From the words of hub.yaml to those of the domain. */
export function enforcementRules(file: EnforcementSection): EnforcementRules {
  const { temperatureC } = file.setpoint;
  return {
    actions: {
      circulation: toLimits(file.circulation),
      'pre-heating': toLimits(file['pre-heating']),
      scene: toLimits(file.scene),
      setpoint: toLimits(file.setpoint),
      warming: toLimits(file.warming),
    },
    tries: file.tries,
    water: {
      peak: file.water.peak,
      slowRooms: file.water.slowRooms,
      effectMs: file.water.effectMinutes * minuteMs,
      preHeatC: file['pre-heating'].temperatureC,
    },
    welcome: { scene: file.scene.scene, ...(temperatureC !== undefined && { temperatureC }) },
    bottlesC: file.warming.temperatureC,
  };
}

function toLimits(file: EnforcementSection['circulation']): ActionLimits {
  const { enabled, leadMinutes, holdMinutes, runsPerDay, quietMinutes, hours: within } = file;
  return {
    enabled,
    leadMs: leadMinutes * minuteMs,
    holdMs: holdMinutes * minuteMs,
    runsPerDay,
    quietMs: quietMinutes * minuteMs,
    hours: within,
  };
}
