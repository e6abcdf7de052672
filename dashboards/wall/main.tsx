// The wall: opened once, then left alone. It has no sign-in of its own, no menu, and nothing to touch.
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createApi } from '../shared/api/api.ts';
import { chosenLanguage, languages } from '../shared/i18n/languages.ts';
import { areasAt } from '../shared/i18n/page-areas.ts';
import { createTranslator } from '../shared/i18n/translator.ts';
import { createOpening } from '../shared/opening/opening.ts';
import { hotelName } from '../shared/place/hotel-name.ts';
import { mayBeSignedIn } from '../shared/state/signed-in-hint.ts';
import { linkState } from '../shared/stream/link-state.ts';
import { createHubClock } from '../shared/time/hub-clock.ts';
import { keepAwake } from './keep-awake.ts';
import { createWallFeed } from './wall-feed.ts';
import { wallToken } from './wall-key.ts';
import { WallView } from './wall-view.tsx';

/** A new edition of the page is taken over within a day, and what a browser gathers in months is let go. */
const openForMs = 24 * 3_600_000;

const wanted = new URLSearchParams(location.search);
document.documentElement.classList.toggle('is-light', wanted.get('theme') === 'light');
const asked = wanted.get('language');
const language = asked !== null && languages.includes(asked) ? asked : chosenLanguage();
const words = await createOpening().untilThere(() => createTranslator(language, areasAt['/wall']));
const clock = createHubClock();
const token = wallToken();
const api = createApi({ csrfToken: () => '', onSignedOut: () => {}, token: () => token });
const feed = createWallFeed(api, clock, token !== undefined || mayBeSignedIn(document.cookie));
const isKeptAwake = keepAwake();
clock.start();
feed.start();

let timeZone: string | undefined;
feed.report.subscribe((report) => {
  if (report === undefined || report.property.timeZone === timeZone) return;
  timeZone = report.property.timeZone;
  words.useTimeZone(timeZone);
  document.title = `${words.say('page.wall')} · ${hotelName(report.property)}`;
});

const openedAt = performance.now();
effect(() => {
  const isLive = linkState(feed.facts.value, clock.now.value).state === 'live';
  if (isLive && performance.now() - openedAt > openForMs) location.reload();
});

const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element with id "page"');
root.replaceChildren();
render(<WallView {...{ words, clock, feed, isKeptAwake }} />, root);
