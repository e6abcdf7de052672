// What stands on the wall, from the hub's last answer: what is wrong above all, then late work, then new work, as many lines as
// can be read from across the room. Pure.
import type { WallIncident, WallReport, WallTask } from '../../gateway/api/contract/wall.ts';
import { type Phrase, phrase } from '../shared/i18n/phrase.ts';
import { incidentHeadline } from '../shared/incident/incident-words.ts';
import type { LinkState } from '../shared/stream/link-state.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';

/** One thing that everybody who passes should know, across the whole width. */
export interface Band {
  readonly key: string;
  readonly state: ThingState;
  readonly text: Phrase;
  /** In the hub's own English: for who mends it. */
  readonly detail?: string;
  /** Roles, said in the reader's language in place of `{roles}`. */
  readonly roles?: readonly WallTask['role'][];
}

export interface Lines {
  readonly tasks: readonly WallTask[];
  /** All of them, those without a line too. */
  readonly count: number;
}

export interface Wall {
  readonly bands: readonly Band[];
  readonly late: Lines;
  readonly fresh: Lines;
  /** Why there is no line; unset where there is one. */
  readonly empty?: { readonly state: ThingState; readonly text: Phrase };
}

const nothing: Lines = { tasks: [], count: 0 };

/** At the size that is read from four metres a screen of 16:9 holds so many lines of work between its head and its foot. */
export const linesOfScreen = 9;
/** What else stands there, in lines of work. */
const height = { title: 1.05, band: 1.25, detail: 0.4 };
const leastLines = 2;
const mostIncidents = 2;

/** @param taken so many lines of work have no room, for what stands there is written on more than one. */
export function wallOf(report: WallReport, link: LinkState, taken = 0): Wall {
  const bands = [...linkBands(link), ...healthBands(report), ...incidentBands(report), ...unheardBands(report)];
  const { late, fresh } = report.work ?? { late: nothing, fresh: nothing };
  const room = linesFor(bands, [late, fresh], taken);
  const forFresh = Math.min(fresh.tasks.length, Math.max(room - late.tasks.length, Math.floor(room / 3)));
  const shown = {
    bands,
    late: { ...late, tasks: late.tasks.slice(0, room - forFresh) },
    fresh: { ...fresh, tasks: fresh.tasks.slice(0, forFresh) },
  };
  return late.count + fresh.count > 0 ? shown : { ...shown, empty: emptiness(report) };
}

/**
 * What decides how high all of it stands: everything told but its instant, and how long its times are in words, whose digits are as
 * wide as each other.
 */
export function shapeOf(report: WallReport, link: LinkState, timeSaid: (task: WallTask) => string): string {
  const tasks = [...(report.work?.late.tasks ?? []), ...(report.work?.fresh.tasks ?? [])];
  const times = tasks.map((task) => timeSaid(task).replaceAll(/\d/g, '0'));
  return JSON.stringify([link.state, { ...report, at: undefined }, times]);
}

function linesFor(bands: readonly Band[], lists: readonly Lines[], taken: number): number {
  const ofBands = bands.reduce((sum, { detail }) => sum + height.band + (detail === undefined ? 0 : height.detail), 0);
  const ofTitles = lists.filter(({ count }) => count > 0).length * height.title;
  return Math.max(leastLines, Math.floor(linesOfScreen - ofBands - ofTitles) - taken);
}

/** Quiet is good news only where somebody would have spoken. */
function emptiness({ work, devices }: WallReport): NonNullable<Wall['empty']> {
  if (work === null) return { state: 'silent', text: phrase('wall.unreadable') };
  if (devices === null || devices.heard === 0) return { state: 'silent', text: phrase('wall.unseen') };
  return { state: 'ok', text: phrase('wall.allWell') };
}

function linkBands(link: LinkState): readonly Band[] {
  if (link.state !== 'offline') return [];
  return [{ key: 'link', state: 'offline', text: phrase('wall.lost', { since: link.since }) }];
}

const healthPhrases = {
  broker: 'wall.health.broker',
  store: 'wall.health.store',
  history: 'wall.health.history',
} as const;

function healthBands({ health }: WallReport): readonly Band[] {
  return health.checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => ({
      key: name,
      state: 'fault',
      text: isKnown(name) ? phrase(healthPhrases[name]) : phrase('wall.health.other', { name }),
      ...(detail !== null && { detail }),
    }));
}

const isKnown = (name: string): name is keyof typeof healthPhrases => Object.hasOwn(healthPhrases, name);

function incidentBands({ work }: WallReport): readonly Band[] {
  const incidents = work?.incidents ?? [];
  const more = incidents.length - mostIncidents;
  const bands = incidents.slice(0, mostIncidents).map(
    (incident): Band => ({
      key: incident.id,
      state: 'watch',
      text: incidentHeadline(incident, calledOnWall(incident)),
    }),
  );
  if (more <= 0) return bands;
  return [...bands, { key: 'more-incidents', state: 'watch', text: phrase('wall.moreIncidents', { n: more }) }];
}

const calledOnWall =
  ({ subjectName }: WallIncident) =>
  (room: string) =>
    subjectName ?? room;

function unheardBands({ work }: WallReport): readonly Band[] {
  const tasks = [...(work?.late.tasks ?? []), ...(work?.fresh.tasks ?? [])];
  const roles = [...new Set(tasks.flatMap(({ heard, role }) => (heard === false ? [role] : [])))];
  return roles.length === 0 ? [] : [{ key: 'unheard', state: 'fault', text: phrase('wall.unheard'), roles }];
}

/** Further away than this, the clock time says more than a countdown. */
const countdownMs = 3 * 3_600_000;

export function timeLeft({ dueAt }: Pick<WallTask, 'dueAt'>, now: number): Phrase | undefined {
  if (dueAt === null) return undefined;
  const at = Date.parse(dueAt);
  if (at < now) return phrase('task.timer.over', { ms: now - at });
  return at - now > countdownMs ? phrase('task.timer.by', { at }) : phrase('task.timer.left', { ms: at - now });
}

/** Who is on it: a name once somebody has it, else who was told, else that nobody was. */
export type Who =
  | { readonly is: 'taken'; readonly name: string }
  | { readonly is: 'told'; readonly names: readonly string[] }
  | { readonly is: 'nobody' };

export function whoHas({ assignee, people, escalation }: Pick<WallTask, 'assignee' | 'people' | 'escalation'>): Who {
  if (assignee !== null) return { is: 'taken', name: assignee };
  const names = escalation.told.length > 0 ? escalation.told : people;
  return names.length > 0 ? { is: 'told', names } : { is: 'nobody' };
}
