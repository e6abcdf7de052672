// A standard that cannot be meant: refused with its place and what was expected, and the version before it goes on judging.
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../gateway/config.ts';
import { minute, openPromisedHotel, type PromisedHotel } from './promised-hotel.ts';

interface Standard {
  readonly id: string;
  readonly version: number;
  readonly withinSeconds: number;
}

const fileProblems: [name: string, entry: string, problem: string][] = [
  [
    'a time in words',
    'id: tea-first, withinSeconds: soon',
    'hub.yaml:3: standards.service[0].withinSeconds: expected seconds, 0 to 31536000, found "soon"',
  ],
  [
    'an owner whom nobody knows',
    'id: tea-first, owner: butler',
    'hub.yaml:3: standards.service[0].owner: expected one of housekeeping, front-desk, engineer, manager, admin, found "butler"',
  ],
  [
    'a word that a promise does not have',
    'id: tea-first, temprature: 60',
    'hub.yaml:3: standards.service[0].temprature: is not known; expected one of kind, touchpoint, promise',
  ],
  [
    'hours that end before they begin',
    'id: waiting-drink, hours: [{ from: "23:00", to: "07:00" }]',
    'hub.yaml:3: standards.service[0].hours[0]: expected hours that end after they begin',
  ],
  [
    'a share above all of it',
    'id: breakfast-machines, share: 95',
    'hub.yaml:3: standards.service[0].share: expected a share, 0 to 1, found 95',
  ],
  [
    'a new one without its kind',
    'id: plants-watered, by: "12:00"',
    'hub.yaml:3: standards.service[0].kind: expected kind: one of within, measure, available, done-by',
  ],
];

test.each(fileProblems)('in hub.yaml: %s', (_name, entry, problem) => {
  const hubYaml = `standards:\n  service:\n    - { ${entry} }\n`;
  const read = (path: string) => (path === '/hotel/hub.yaml' ? hubYaml : undefined);
  expect(() => loadConfig({}, { read, workingDir: '/hotel' })).toThrow(problem);
});

async function open(): Promise<PromisedHotel> {
  const hotel = await openPromisedHotel('15:00', {
    hubYaml: 'standards: { service: [{ id: tea-first, withinSeconds: 90 }] }\n',
  });
  onTestFinished(() => hotel.close());
  return hotel;
}

const teaFirst = async (hotel: PromisedHotel) =>
  (await hotel.audit().list<Standard>('/standards')).find(({ id }) => id === 'tea-first');

const apiProblems: [name: string, change: object, field: string, detail: string][] = [
  ['a time in words', { withinSeconds: 'soon' }, 'withinSeconds', 'expected seconds, 0 to 31536000'],
  ['a time before the event', { withinSeconds: -1 }, 'withinSeconds', 'expected seconds, 0 or more'],
  ['an owner whom nobody knows', { owner: 'butler' }, 'owner', 'expected one of housekeeping'],
  ['no evidence at all', { evidence: [] }, 'evidence', 'expected at least one kind of evidence'],
  ['a moment that no stay has', { notAfter: ['tea-time'] }, 'notAfter.0', 'expected one of reserved'],
];

test('through the API: refused with field and reason, and the version of hub.yaml stays in force', async () => {
  const hotel = await open();
  for (const [name, change, field, detail] of apiProblems) {
    const answer = await hotel.audit().call('PUT', '/standards/tea-first', change);
    expect([name, answer.status]).toEqual([name, 400]);
    expect(await answer.json()).toMatchObject({ errors: [{ field, detail: expect.stringContaining(detail) }] });
  }
  expect(await teaFirst(hotel)).toMatchObject({ version: 2, withinSeconds: 90 });

  await hotel.add('tea-l1', 'tea-dispenser', 'lobby');
  await hotel.stay('r1', 'arrived');
  await hotel.live(100_000);
  await hotel.dispense('tea-l1', 'green-tea');
  await hotel.live(minute);
  expect(await hotel.cells('tea-first')).toMatchObject([{ standard: 'tea-first@2', outcome: 'missed' }]);
});

test('what the API changed stays in force over a restart, though hub.yaml says otherwise', async () => {
  const hotel = await open();
  expect((await hotel.audit().call('PUT', '/standards/tea-first', { withinSeconds: 120 })).status).toBe(200);
  await hotel.hubAway(minute);
  expect(await teaFirst(hotel)).toMatchObject({ version: 3, withinSeconds: 120 });
  await hotel.add('tea-l1', 'tea-dispenser', 'lobby');
  await hotel.stay('r1', 'arrived', { at: hotel.now() - 100_000 });
  await hotel.dispense('tea-l1', 'green-tea');
  expect(await hotel.cells('tea-first')).toMatchObject([{ standard: 'tea-first@3', outcome: 'met' }]);
});
