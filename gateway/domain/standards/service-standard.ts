// A promise of the house as data, beside the ten seconds: four kinds cover them, and a new one of these kinds needs no code.
// The same shape is written in hub.yaml, sent to the API and stored; each mistake names its key and what was expected.
import { z } from 'zod';
import { deviceKinds } from '../../../devices/identifiers.ts';
import { spaceKinds, staffRoles } from '../property.ts';
import { knowables, stayMoments } from '../stays/stay.ts';
import { stayEventTypes } from '../stays/stay-event.ts';
import { touchpointIds } from '../touchpoint.ts';

/** Says which keys there are, where one is not known. */
function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `expected one of ${keys}` : `expected a section of ${keys}`,
  });
}

const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, `expected one of ${values.join(', ')}`);
const word = z.string('expected a word').min(1, 'expected a word').max(64, 'expected at most 64 characters');
const words = z.array(word).min(1, 'expected at least one word');
const number = z.number('expected a number');
const seconds = z.number('expected seconds, 0 to 31536000').min(0, 'expected seconds, 0 or more').max(31_536_000);
const share = z
  .number('expected a share, 0 to 1')
  .min(0, 'expected a share, 0 to 1')
  .max(1, 'expected a share, 0 to 1');
const clockTime = z
  .string('expected a clock time such as 18:00')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a clock time such as 18:00');
const someOf = <const Value extends string>(values: readonly Value[]) =>
  z.array(oneOf(values)).min(1, 'expected at least one');

const Places = fields({
  kinds: someOf(spaceKinds).exactOptional(),
  spaces: words.exactOptional().describe('Ids of spaces; one of these or of the kinds is enough'),
}).describe('Where; not given: anywhere');
export type Places = z.infer<typeof Places>;

const Devices = fields({ kinds: someOf(deviceKinds), places: Places.exactOptional() });
export type DeviceChoice = z.infer<typeof Devices>;

const Limits = fields({ min: number.exactOptional(), max: number.exactOptional() });

/** External systems other than the one that tells of stays. */
export const feeds = ['pms', 'crm'] as const;
export type FeedName = (typeof feeds)[number];

/** What counts as proof, or as a trigger: all that is given must fit. */
const EvidencePattern = fields({
  stayEvent: oneOf(stayEventTypes).exactOptional().describe('What the PMS says of the same stay'),
  types: words.exactOptional().describe('Types of event: dispensed, refilled, request, or the words of the house'),
  touchpoint: oneOf(touchpointIds).exactOptional(),
  products: words.exactOptional(),
  devices: Devices.exactOptional().describe('Told by such a device'),
  person: z.literal(true).exactOptional().describe('Told by a person or a system, not by a device'),
  feed: oneOf(feeds).exactOptional().describe('The system that would tell it: while it is silent, nothing is proven'),
  places: Places.exactOptional(),
  where: z.record(word, Limits).exactOptional().describe('Limits of numbers in the event'),
});
export type EvidencePattern = z.infer<typeof EvidencePattern>;

const moments = someOf(stayMoments).describe('The first of these that the stay has');

/** What has to be true at a moment; what cannot be known makes the whole unknown, unless something else is wrong. */
const Check = z.discriminatedUnion(
  'check',
  [
    fields({
      check: z.literal('reading'),
      reading: word,
      devices: Devices,
      min: number.exactOptional(),
      max: number.exactOptional(),
      ageSeconds: seconds.default(1800).describe('An older reading proves nothing'),
    }).describe("A reading of such a device in the stay's room, or at the places of the devices"),
    fields({ check: z.literal('online'), devices: Devices }),
    fields({ check: z.literal('value'), field: word, ...Limits.shape }).describe('A number of the matched event'),
    fields({ check: z.literal('known'), what: oneOf(knowables) }).describe('What the house knew of the stay by then'),
  ],
  'expected check: one of reading, online, value, known',
);
export type Check = z.infer<typeof Check>;

/** The property needs all of these, or the standard does not exist for it. */
const Need = fields({
  devices: Devices.exactOptional(),
  seen: words
    .exactOptional()
    .describe(
      'One of these was told at least once: type:milk-ready, touchpoint:review, product:bottle, reading:bottles',
    ),
});
export type Need = z.infer<typeof Need>;

const common = {
  touchpoint: oneOf(touchpointIds).exactOptional().describe('Which of the twelve; none: a standard of the house'),
  promise: z.string('expected words').min(1, 'expected words').max(300).describe('What the house promises, in words'),
  enabled: z.boolean('expected true or false').default(true),
  needs: z.array(Need).default([]),
  months: z.array(z.int('expected months, 1 to 12').min(1).max(12)).min(1).exactOptional().describe('The season'),
  targetShare: share.default(1),
  owner: oneOf(staffRoles).describe('Whose promise it is'),
  opensTask: z.boolean('expected true or false').default(true).describe('A miss is work for the owner'),
  source: z.string('expected words').min(1, 'expected words').max(500).describe('Where the figure comes from'),
};

/** Where there is something to do before the promise is due, and not only a miss to see to afterwards. */
const workAheadSeconds = seconds
  .exactOptional()
  .describe('The owner gets the work so long before its deadline; not given: nobody is told before it is missed');
const preference = word.exactOptional().describe('Only for stays that prefer this');

const evidence = z.array(EvidencePattern).min(1, 'expected at least one kind of evidence');

const Within = fields({
  kind: z.literal('within'),
  ...common,
  from: fields({ stay: moments.exactOptional(), event: EvidencePattern.exactOptional() }).refine(
    ({ stay, event }) => (stay === undefined) !== (event === undefined),
    'expected either stay or event',
  ),
  through: Devices.exactOptional().describe(
    'How the event would reach the house: where it was silent in the room of a stay, that nothing came proves nothing',
  ),
  withinSeconds: seconds,
  earlySeconds: seconds.default(0).describe('How long before it counts too'),
  notAfter: moments.exactOptional().describe('Later than this moment of the stay is too late'),
  same: word.exactOptional().describe('A word in the data of both events that must be the same; not given: the stay'),
  onceInSeconds: seconds
    .default(0)
    .describe('Where it is an event: again within this, of the same stay, it is still the same occasion'),
  preference,
  workAheadSeconds,
  evidence,
});

const Measure = fields({
  kind: z.literal('measure'),
  ...common,
  at: fields({
    stay: moments.exactOptional(),
    evidenceOf: word.exactOptional().describe('The moment at which this other standard found its evidence'),
  }).refine(
    ({ stay, evidenceOf }) => (stay === undefined) !== (evidenceOf === undefined),
    'expected either stay or evidenceOf',
  ),
  checks: z.array(Check).min(1, 'expected at least one check'),
});

const Hours = fields({ from: clockTime, to: clockTime }).refine(
  ({ from, to }) => from < to,
  'expected hours that end after they begin, at 24:00 at the latest',
);

const Available = fields({
  kind: z.literal('available'),
  ...common,
  devices: Devices,
  hours: z.array(Hours).min(1, 'expected hours such as {from: "06:30", to: "10:00"}').describe('Local time'),
  share: share.describe('Of these hours'),
  readings: z
    .array(fields({ reading: word, ...Limits.shape }))
    .default([])
    .describe('Beside being online; a reading that the device has not is not asked'),
});

const DoneBy = fields({
  kind: z.literal('done-by'),
  ...common,
  by: clockTime,
  of: moments.exactOptional().describe("The stay's moment whose day counts; not given: every day"),
  days: z.int('expected whole days').min(-30).max(30).default(0).describe('Days after that day; before: negative'),
  until: moments.exactOptional().describe("Again on every day before that of the stay's moment; not given: once"),
  preference,
  workAheadSeconds,
  places: Places.exactOptional().describe('In each of these; not given: once for the house'),
  evidence,
});

export const ServiceStandardTerms = z.discriminatedUnion(
  'kind',
  [Within, Measure, Available, DoneBy],
  'expected kind: one of within, measure, available, done-by',
);
export type ServiceStandardTerms = z.infer<typeof ServiceStandardTerms>;
/** As people write it: with defaults left out. */
export type ServiceStandardDraft = z.input<typeof ServiceStandardTerms>;

/** From 1; a change makes a new version, and what is judged keeps the one that it was judged under. */
export type ServiceStandard = ServiceStandardTerms & {
  readonly id: string;
  readonly version: number;
  /** Who wrote this version; unset for what ships. */
  readonly origin?: 'file' | 'api';
  /** From when on the house has promised it, Unix ms; unset for what ships. What was due before is not judged by it. */
  readonly since?: number;
};
export type StandardOf<Kind extends ServiceStandard['kind']> = Extract<ServiceStandard, { kind: Kind }>;

/** `house-10s@1`: how a verdict names its standard. */
export const labelOf = ({ id, version }: { readonly id: string; readonly version: number }) => `${id}@${version}`;

/** What is promised, without which version of it this is. */
export function termsOf({
  id: _id,
  version: _version,
  origin: _origin,
  since: _since,
  ...terms
}: ServiceStandard): ServiceStandardTerms {
  return terms;
}
