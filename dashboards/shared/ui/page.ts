// What every page is opened with: who is signed in, the hotel, the words, the hub's time and the way to its API.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Property, Space } from '../../../gateway/api/contract/property.ts';
import type { SignedIn } from '../../../gateway/api/contract/session.ts';
import { type Alerts, createAlerts } from '../alert/alerts.ts';
import { type Answer, type Api, allPages, createApi } from '../api/api.ts';
import { chosenLanguage } from '../i18n/languages.ts';
import { areasAt } from '../i18n/page-areas.ts';
import { createTranslator, type PhraseKey, type Translator } from '../i18n/translator.ts';
import { type IdleLock, lockWhenIdle } from '../lock/idle-lock.ts';
import { createOpening } from '../opening/opening.ts';
import { hotelName } from '../place/hotel-name.ts';
import { createPlaceName, type PlaceName } from '../place/place-name.ts';
import { createReaching, type Reaching } from '../reach/reaching.ts';
import { createShift, type Shift } from '../shift/shift.ts';
import { isWorker, type PageName, pagesOf, pathAfterSignIn } from '../state/home.ts';
import { createPlace, type Place } from '../state/place.ts';
import { createHubClock, type HubClock } from '../time/hub-clock.ts';

export interface Page extends Translator {
  readonly name: PageName;
  readonly api: Api;
  readonly clock: HubClock;
  readonly place: Place;
  readonly session: SignedIn;
  readonly property: Property;
  readonly spaces: readonly Space[];
  /** What people call a place, for its id. */
  readonly placeName: PlaceName;
  readonly alerts: Alerts;
  readonly shift: Shift;
  readonly lock: IdleLock;
  /** Whose work is done with the phone in hand, shift by shift. */
  readonly isWorker: boolean;
  readonly reach: Reaching;
  /** The hub was not reached when the page was opened: what it shows was told then. Unix ms. */
  readonly toldAt: number | undefined;
  /** Whether the stream is open: from then on the hub alone answers. */
  readonly hearing: { isHeard: boolean };
  /** The same person once more, with a new session; what the page shows and what waits to be sent stay. */
  signInAgain(password: string): Promise<Answer<SignedIn>>;
}

/** What holds the data of a page needs this much of it. */
export interface Asking {
  readonly api: Pick<Api, 'get'>;
  readonly clock: Pick<HubClock, 'read'>;
  readonly place: Place;
  readonly property: Pick<Property, 'timeZone'>;
}

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('usePage is for components inside a PageProvider');
  return page;
}

/** Resolves when everything a page needs is there; a person without a session is sent to sign in and comes back here. */
export async function openPage(name: PageName): Promise<Page> {
  const clock = createHubClock();
  let csrfToken = '';
  let toldAt: number | undefined;
  const hearing = { isHeard: false };
  const api = createApi({
    csrfToken: () => csrfToken,
    onSignedOut: goAndSignIn,
    onDate: clock.adjustRoughly,
    isHeard: () => hearing.isHeard,
    onLastTold(at) {
      toldAt = Math.min(at, toldAt ?? at);
    },
  });
  const { untilThere, speak } = createOpening();
  const answered = <Body>(ask: (from: Pick<Api, 'get'>) => Promise<Answer<Body>>) =>
    untilThere(async (signal) => {
      const answer = await ask({ get: (path) => api.get(path, signal) });
      return answer.ok ? answer.body : undefined;
    });
  const [translator, session, property, spaces] = await Promise.all([
    untilThere(() => createTranslator(chosenLanguage(), areasAt[`/${name}`])).then((words) => {
      speak(words.say);
      return words;
    }),
    answered((from) => from.get<SignedIn>('/session')),
    answered((from) => from.get<Property>('/property')),
    answered((from) => allPages<Space>(from, '/spaces')),
  ]);
  csrfToken = session.csrfToken;
  if (!pagesOf(session.role).includes(name)) location.replace(pathAfterSignIn(session.role, null));
  translator.useTimeZone(property.timeZone);
  document.title = `${translator.say(`page.${name}` satisfies PhraseKey)} · ${hotelName(property)}`;
  clock.start();
  const placeName = createPlaceName(spaces, (code, where) => translator.sayCode('place', code, where));
  return {
    ...translator,
    name,
    api,
    clock,
    place: createPlace(),
    session,
    property,
    spaces,
    placeName,
    alerts: createAlerts(),
    shift: createShift(session.user),
    lock: lockWhenIdle(session.user),
    isWorker: isWorker(session.role),
    reach: createReaching({ api, language: translator.language.value }),
    toldAt,
    hearing,
    async signInAgain(password) {
      const answer = await api.send<SignedIn>('POST', '/session', { username: session.user, password });
      if (answer.ok) csrfToken = answer.body.csrfToken;
      return answer;
    },
  };
}

function goAndSignIn(): void {
  location.replace(`/?next=${encodeURIComponent(location.pathname + location.search)}`);
}
