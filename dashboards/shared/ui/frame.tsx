// The frame around every page: mark, pages of the role, the live pill, the menu of the person.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { NewWork } from '../alert/new-work.tsx';
import { hotelName } from '../place/hotel-name.ts';
import { ReachLine } from '../reach/reach-line.tsx';
import { useEndShift } from '../shift/end-shift.tsx';
import { ShiftBar } from '../shift/shift-bar.tsx';
import { pagesOf } from '../state/home.ts';
import { type LinkFacts, linkState } from '../stream/link-state.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { lazily } from './lazily.tsx';
import { LivePill } from './live-pill.tsx';
import { usePage } from './page.ts';
import { Mark, Sign } from './sign.tsx';

interface FrameProps {
  readonly link: ReadonlySignal<LinkFacts>;
  readonly Screen: ComponentType;
}

export function Frame({ link, Screen }: FrameProps) {
  const { say, name, clock, property, session, isWorker, lock } = usePage();
  const showsPhone = useSignal(false);
  const pages = pagesOf(session.role);
  const stale = linkState(link.value, clock.now.value).state === 'offline';
  // Nothing of the page stands behind it, in the document neither.
  if (lock.isLocked.value)
    return (
      <>
        <NewWork />
        <LockScreen />
      </>
    );
  return (
    <>
      <a class="skip" href="#main">
        {say('frame.skip')}
      </a>
      <header class="frame-head">
        <Mark />
        <div class="frame-title">
          <span class="frame-property">{hotelName(property)}</span>
          <h1>{say(`page.${name}`)}</h1>
        </div>
        {pages.length > 1 && (
          <nav class="frame-pages" aria-label={say('frame.pages')}>
            {pages.map((page) => (
              <a key={page} href={`/${page}`} aria-current={page === name ? 'page' : undefined}>
                {say(`page.${page}`)}
              </a>
            ))}
          </nav>
        )}
        <button type="button" class="pill-button" aria-haspopup="dialog" onClick={() => (showsPhone.value = true)}>
          <LivePill facts={link} />
          <span class="hidden">{say('phone.title')}</span>
        </button>
        <PersonMenu />
      </header>
      {isWorker && <ShiftBar />}
      <NewWork />
      <main id="main" class={`page-${name}${stale ? ' is-stale' : ''}`} tabIndex={-1}>
        <Screen />
      </main>
      <footer class="frame-foot">
        <ReachLine open={() => (showsPhone.value = true)} />
      </footer>
      {showsPhone.value && <PhoneSheet onClose={() => (showsPhone.value = false)} />}
    </>
  );
}

/** Few come for these: they are fetched when they are opened. */
const LockScreen = lazily('phone', async () => (await import('../lock/lock-screen.tsx')).LockScreen);
const SessionsSheet = lazily('phone', async () => (await import('../account/sessions-sheet.tsx')).SessionsSheet);
const PhoneSheet = lazily('phone', async () => (await import('../reach/phone-sheet.tsx')).PhoneSheet);

function PersonMenu() {
  const { say, name, session } = usePage();
  const pages = pagesOf(session.role).filter((page) => page !== name);
  const showsSessions = useSignal(false);
  const shift = useEndShift();
  return (
    <>
      <button type="button" class="icon-button" popovertarget="person-menu" aria-label={say('frame.menu')}>
        <Sign of="menu" />
      </button>
      <div id="person-menu" class="menu" popover="auto">
        <p class="menu-person">
          <strong>{session.user}</strong>
          <span class="quiet">{say(`role.${session.role}`)}</span>
        </p>
        {pages.map((page) => (
          <a key={page} class="menu-page" href={`/${page}`}>
            {say(`page.${page}`)}
          </a>
        ))}
        <LanguageSwitch />
        <button
          type="button"
          class="button wide"
          popovertarget="person-menu"
          onClick={() => {
            showsSessions.value = true;
          }}
        >
          {say('sessions.title')}
        </button>
        <button type="button" class="button wide" popovertarget="person-menu" onClick={shift.end}>
          {shift.words}
        </button>
      </div>
      {shift.sheet}
      {showsSessions.value && (
        <SessionsSheet
          onClose={() => {
            showsSessions.value = false;
          }}
        />
      )}
    </>
  );
}
