// The screen: how old it is, what is wrong, what is late, what is new. Nothing on it is made for a finger.
import type { ReadonlySignal } from '@preact/signals';
import type { WallReport } from '../../gateway/api/contract/wall.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import type { Translator } from '../shared/i18n/translator.ts';
import { createPlaceName } from '../shared/place/place-name.ts';
import { type LinkState, linkState } from '../shared/stream/link-state.ts';
import type { HubClock } from '../shared/time/hub-clock.ts';
import { AgePill } from '../shared/ui/live-pill.tsx';
import { Mark, Sign } from '../shared/ui/sign.tsx';
import type { ThingState } from '../shared/ui/thing-state.ts';
import { useLinesTaken } from './lines-taken.ts';
import { shapeOf, wallOf } from './view-model.ts';
import { WallBand } from './wall-band.tsx';
import type { WallFeed } from './wall-feed.ts';
import { timeSaid, WallLines } from './wall-lines.tsx';

interface WallViewProps {
  readonly words: Translator;
  readonly clock: HubClock;
  readonly feed: WallFeed;
  readonly isKeptAwake: ReadonlySignal<boolean>;
}

export function WallView({ words, clock, feed, isKeptAwake }: WallViewProps) {
  const { say } = words;
  const now = clock.now.value;
  const report = feed.report.value;
  const link = linkState(feed.facts.value, now);
  const refused = feed.refused.value;
  return (
    <main class={`wall${refused === undefined && link.state === 'offline' ? ' is-stale' : ''}`}>
      <header class="wall-head">
        <Mark />
        <h1>{nameOf(report) ?? say('page.wall')}</h1>
        {refused === undefined && <AgePill say={say} link={link} now={now} />}
        <time class="wall-clock">{say('time.clock', { at: now })}</time>
      </header>
      {refused === 'unknown' && <Notice state="fault" lines={[say('wall.refused'), say('wall.refusedHow')]} />}
      {refused === 'signed-out' && <Notice state="fault" lines={[say('wall.signedOut'), say('wall.signedOutHow')]} />}
      {refused === undefined && report === undefined && (
        <div class="skeleton" role="status" aria-label={say('list.loading')} />
      )}
      {refused === undefined && report !== undefined && <Shown link={link} report={report} words={words} now={now} />}
      {!isKeptAwake.value && <p class="wall-foot">{say('wall.sleeps')}</p>}
    </main>
  );
}

/** An id is nobody's name. */
function nameOf(report: WallReport | undefined): string | undefined {
  return report?.property.name === report?.property.id ? undefined : report?.property.name;
}

interface ShownProps {
  readonly link: LinkState;
  readonly report: WallReport;
  readonly words: Translator;
  readonly now: number;
}

function Shown({ link, report, words, now }: ShownProps) {
  const { say, sayCode } = words;
  const taken = useLinesTaken(shapeOf(report, link, (task) => timeSaid(task, words, now)));
  const wall = wallOf(report, link, taken);
  const placeName = createPlaceName(report.work?.unnamedPlaces ?? [], (code, where) => sayCode('place', code, where));
  const told = { words, placeName, now };
  return (
    <>
      <div class="wall-bands" role="status">
        {wall.bands.map((band) => (
          <WallBand key={band.key} band={band} words={words} />
        ))}
      </div>
      <WallLines title={say('wall.late', { n: wall.late.count })} lines={wall.late} {...told} />
      <WallLines title={say('wall.fresh', { n: wall.fresh.count })} lines={wall.fresh} {...told} />
      {wall.empty && <Notice state={wall.empty.state} lines={[sayPhrase(say, wall.empty.text)]} />}
      <Quiet report={report} words={words} />
    </>
  );
}

/** What is well, said small: a wall that shows only trouble looks the same when it has died. */
function Quiet({ report: { devices, health, work }, words: { say } }: Pick<ShownProps, 'report' | 'words'>) {
  return (
    <ul class="wall-foot">
      {health.ready && <li>{say('wall.healthy')}</li>}
      {devices !== null && <li>{say('wall.devices', { n: devices.count, heard: devices.heard })}</li>}
      {work !== null && <li>{say('wall.inHand', { n: work.inHand })}</li>}
    </ul>
  );
}

function Notice({ state, lines }: { readonly state: ThingState; readonly lines: readonly string[] }) {
  return (
    <div class="wall-notice">
      <span class={`notice-sign is-${state}`}>
        <Sign of={state} />
      </span>
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}
