// What a page asks the hub before it can show anything: the same at every opening, so that its HTML asks already, and the page's own
// call is answered with that. Each is asked once only.
import { baseOfApi, mostListed, query } from '../api/api.ts';

const openStates = 'open,accepted,started,on-hold,done,reopened';
const overStates = 'verified,cancelled';
/** A busy person's day. */
const ownShown = 200;
/** Enough of what is over to answer "who did that, and when" of a shift. */
const overShown = 50;

export const tasksAsked = {
  open: `/tasks?state=${openStates}&limit=${mostListed}`,
  over: `/tasks?state=${overStates}&limit=${overShown}`,
  own: `/tasks?state=verified&mine=true&limit=${ownShown}`,
} as const;

/** Of every page whose person is signed in. */
const house = ['/session', '/property', `/spaces${query({ limit: mostListed })}`];

/** By the folder of the page. */
export const askedAtOnce: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    housekeeping: [...house, ...Object.values(tasksAsked)],
    engineering: house,
    management: house,
    stays: house,
  }).map(([folder, paths]) => [folder, paths.map((path) => baseOfApi + path)]),
);
