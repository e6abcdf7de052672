// The shape of hub.yaml, with every default. What it describes is a hotel; the settings of the process are one section of it.
// hub.schema.json is generated from here, so that an editor knows it too.
import { z } from 'zod';
import { PropertyId } from '../../devices/identifiers.ts';
import { houseIncidentRules } from '../domain/house.ts';
import { type FeedRules, houseFeedRules } from '../domain/journey/silence.ts';
import { measuringPoints, type SpaceId, spaceKinds, staffRoles } from '../domain/property.ts';
import { taskKinds } from '../domain/task.ts';
import { houseTaskRules } from '../domain/tasks/assignment.ts';
import { DispatchSection } from './dispatch-section.ts';
import { EnforcementSection } from './enforcement-section.ts';
import {
  clockTime,
  count,
  name,
  oneOf,
  placeId,
  positive,
  section,
  sectionOf,
  share,
  standardId,
  timeZone,
} from './fields.ts';
import { Settings } from './settings.ts';

export const languages = ['zh', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

const PropertySection = section({
  id: PropertyId.exactOptional().describe('The second level of every MQTT topic. Default: HUB_PROPERTY, else demo'),
  name: name.exactOptional().describe('Default: the id'),
  timeZone: timeZone
    .exactOptional()
    .describe('Deadlines and days of compliance are in it. Default: that of the machine'),
  languages: z
    .array(oneOf(languages))
    .min(1, 'expected at least one language')
    .default([...languages])
    .describe('Languages of the pages, the preferred one first'),
  formerly: PropertyId.exactOptional().describe('The id before this one: what HUB_DATA_DIR holds of it is taken over'),
});

const Place = z.union([placeId.transform((id) => ({ id })), section({ id: placeId, name: name.exactOptional() })], {
  error: 'expected an id, or a section of id, name',
});

const spaceId = placeId.transform((id) => id as SpaceId);

/** Also one line of a registry's CSV. */
export const SpaceEntry = section({
  id: spaceId,
  kind: oneOf(spaceKinds).default('room'),
  name: name.exactOptional(),
  floor: placeId.exactOptional(),
  riser: placeId.exactOptional().describe('The hot-water stack that feeds the space'),
});

const staffRole = oneOf(staffRoles);

const TeamEntry = section({
  id: placeId,
  name: name.exactOptional().describe('Default: the id'),
  role: staffRole.describe('The role whose work the team shares'),
  tasks: z.array(oneOf(taskKinds)).default([]).describe('Kinds of task that are theirs; none named: all of the role'),
  floors: z.array(placeId).default([]).describe('Their floors; none named: all'),
  spaces: z.array(spaceId).default([]).describe('Their spaces; none named: all'),
});

const StandardsSection = section({
  primary: section({
    'hot-branch': standardId.default('house-10s'),
    'mixed-outlet': standardId.default('vdi-6003-2-shower'),
    'cold-branch': standardId.default('hse-cold-2min'),
  })
    .prefault({})
    .describe('The standard whose verdict counts, by measuring point'),
  also: sectionOf(measuringPoints, z.array(standardId).default([]))
    .prefault({})
    .describe('Standards that judge the same draws beside it'),
  service: z
    .array(z.looseObject({ id: standardId }, 'expected a standard with an id'))
    .default([])
    .describe('Promises of service: what differs from those that ship, or new ones of the same four kinds'),
});

/** Which standards judge an outlet, by its measuring point. */
export type StandardChoice = z.infer<typeof StandardsSection>;

const TasksSection = section({
  warmUp: oneOf(['every', 'repeated'])
    .default(houseTaskRules.warmUpTasks)
    .describe('A warm-up task at every certain miss, or only where misses are repeated or grave'),
  roles: sectionOf(taskKinds, staffRole.exactOptional())
    .default({})
    .describe('Which role does which kind of task, where not as usual'),
});

const IncidentsSection = section({
  withinMinutes: positive('minutes')
    .default(houseIncidentRules.withinMs / 60_000)
    .describe('Rooms that miss within so many minutes of each other share one cause …'),
  leastRooms: count
    .default(houseIncidentRules.leastRooms)
    .describe('… where so many are on one riser, or in the house'),
  plantShare: share
    .default(houseIncidentRules.plantShare)
    .describe('… and so large a share of the rooms in use, for the house'),
  outageShare: share
    .default(houseIncidentRules.outageShare)
    .describe('Silence of such a share of the devices of a floor or of the house has one cause …'),
  leastFloorDevices: count.default(houseIncidentRules.leastFloorDevices).describe('… from so many on a floor'),
  leastHouseDevices: count.default(houseIncidentRules.leastHouseDevices).describe('… from so many in the house'),
});

const feedSection = ({ quietMs, hours }: FeedRules) =>
  section({
    quietMinutes: positive('minutes')
      .default(quietMs / 60_000)
      .describe('So long without a word in its usual hours, and it counts as silent'),
    from: clockTime.default(hours.from),
    to: clockTime.default(hours.to),
  }).prefault({});

const FeedsSection = section({
  pms: feedSection(houseFeedRules.pms).describe('The system that tells of stays'),
  crm: feedSection(houseFeedRules.crm).describe('The system that tells of reviews and of what comes after a stay'),
});

const StaysSection = section({
  eraseAfterDays: positive('days')
    .default(90)
    .describe('So long after its end a stay loses its reference; what was judged stays, about nobody'),
});

export const HubFile = section({
  property: PropertySection.prefault({}),
  floors: z.array(Place).exactOptional().describe('From the bottom up. Where given, every floor named is one of them'),
  risers: z
    .array(Place)
    .exactOptional()
    .describe('The hot-water stacks. Where given, every riser named is one of them'),
  spaces: z.array(SpaceEntry).default([]).describe('Many are better imported: npm run hub -- device import'),
  teams: z.array(TeamEntry).default([]),
  standards: StandardsSection.prefault({}),
  stays: StaysSection.prefault({}),
  feeds: FeedsSection.prefault({}),
  tasks: TasksSection.prefault({}),
  dispatch: DispatchSection.exactOptional().describe(
    'Who works when, and who is told what. Newer rules of the API stand',
  ),
  enforcement: EnforcementSection.prefault({}).describe('What the hub does by itself, and within which limits'),
  incidents: IncidentsSection.prefault({}).describe('When many misses or silences are one incident'),
  settings: Settings.default({}).describe('The settings of the process; the environment goes before them'),
});
export type HubFile = z.infer<typeof HubFile>;
