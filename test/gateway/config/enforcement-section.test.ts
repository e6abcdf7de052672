// The enforcement section of hub.yaml: what is left out, what is set, what is wrong, and where.
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../gateway/config/config-error.ts';
import { loadConfig } from '../../../gateway/config.ts';
import { houseEnforcementRules } from '../../../gateway/domain/enforcement/enforcement-rules.ts';

const load = (hubYaml: string) =>
  loadConfig({}, { read: (path) => (path.endsWith('hub.yaml') ? hubYaml : undefined), workingDir: '/hotel' });

function problemsOf(hubYaml: string): readonly string[] {
  try {
    load(hubYaml);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('is as the house ships where nothing is said', () => {
  expect(load('').enforcement).toEqual(houseEnforcementRules);
  expect(load('enforcement: { circulation: {}, tries: 3 }').enforcement).toEqual(houseEnforcementRules);
});

it('switches each action on and off, and sets its limits', () => {
  const { enforcement } = load(`
enforcement:
  circulation: { leadMinutes: 20, runsPerDay: 3, hours: { from: "05:00", to: "23:00" } }
  pre-heating: { enabled: false }
  water: { peak: { from: "06:00", to: "08:30" }, slowRooms: 1, effectMinutes: 0 }
  scene: { scene: good-evening }
  setpoint: { temperatureC: 23.5 }
  warming: { temperatureC: 50 }
  tries: 2
`);
  expect(enforcement.actions.circulation).toEqual({
    ...houseEnforcementRules.actions.circulation,
    leadMs: 20 * 60_000,
    runsPerDay: 3,
    hours: { from: '05:00', to: '23:00' },
  });
  expect(enforcement.actions['pre-heating'].enabled).toBe(false);
  expect(enforcement).toMatchObject({
    tries: 2,
    water: { peak: { from: '06:00', to: '08:30' }, slowRooms: 1, effectMs: 0, preHeatC: 60 },
    welcome: { scene: 'good-evening', temperatureC: 23.5 },
    bottlesC: 50,
  });
});

describe('is refused with line and key where', () => {
  const rows: [name: string, line: string, problem: string][] = [
    [
      'an action is not known',
      'singing: {}',
      'hub.yaml:2: enforcement.singing: is not known; expected one of circulation',
    ],
    ['a limit is not known', 'scene: { volume: 3 }', 'hub.yaml:2: enforcement.scene.volume: is not known'],
    ['a switch is none', 'scene: { enabled: maybe }', 'hub.yaml:2: enforcement.scene.enabled: expected true or false'],
    [
      'a time is none',
      'warming: { hours: { from: "7" } }',
      'hub.yaml:2: enforcement.warming.hours.from: expected a clock time',
    ],
    [
      'hours end before they begin',
      'water: { peak: { from: "09:30" } }',
      'hub.yaml:2: enforcement.water.peak: expected hours that end after they begin',
    ],
    [
      'nothing is done ahead',
      'circulation: { leadMinutes: 0 }',
      'hub.yaml:2: enforcement.circulation.leadMinutes: expected minutes, 1 to 1440, found 0',
    ],
    [
      'no run is allowed',
      'circulation: { runsPerDay: 0 }',
      'hub.yaml:2: enforcement.circulation.runsPerDay: expected a count, 1 to 1000',
    ],
    [
      'a room would be an oven',
      'setpoint: { temperatureC: 60 }',
      'hub.yaml:2: enforcement.setpoint.temperatureC: expected °C, 16 to 30, found 60',
    ],
    [
      'bottles would burn',
      'warming: { temperatureC: 90 }',
      'hub.yaml:2: enforcement.warming.temperatureC: expected °C, 30 to 60',
    ],
    ['it would never give up', 'tries: 100', 'hub.yaml:2: enforcement.tries: expected a count, 1 to 10'],
  ];
  it.each(rows)('%s', (_name, line, problem) => {
    expect(problemsOf(`enforcement:\n  ${line}\n`)[0]).toContain(problem);
  });
});
