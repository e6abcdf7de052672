// This phone: what it can be reached by and what more there is, whether the hub hears it, and whether it can be heard.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reach } from '../../../gateway/api/contract/dispatch.ts';
import { PasswordForm } from '../account/password-form.tsx';
import { Badge } from '../ui/badge.tsx';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { reachLevels } from './level.ts';
import { WakeUpPart } from './wake-up-part.tsx';

export function PhoneSheet({ onClose }: { onClose(): void }) {
  const { say, reach } = usePage();
  const level = reach.level.value;
  return (
    <Sheet title={say('phone.title')} onClose={onClose}>
      <section class="sheet-part">
        <h3>{say('phone.reach')}</h3>
        <ol class="reach-levels">
          {reachLevels.map((one) => (
            <li key={one} aria-current={one === level ? 'true' : undefined}>
              <strong>{say(`phone.level.${one}`)}</strong>
              <span class="quiet">{say(`phone.level.${one}.gets`)}</span>
            </li>
          ))}
        </ol>
        {level === 'page' ? (
          <a class="button wide" href="/ca">
            {say('phone.install')}
          </a>
        ) : (
          <WakeUpPart />
        )}
      </section>
      <Heard />
      <SoundTest />
      <PasswordForm />
    </Sheet>
  );
}

/** As often as a page says that it hears: one that was just opened has not said so yet. */
const askEveryMs = 5_000;

/** The hub's own word: this page may believe that it is connected, and not be. */
function Heard() {
  const { say, api, session } = usePage();
  /** Undefined: asked, and no answer yet. */
  const isHeard = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    const ask = async () => {
      const answer = await api.get<Reach>('/dispatch/reach');
      isHeard.value = answer.ok && answer.body.people.some(({ user, listening }) => listening && user === session.user);
    };
    void ask();
    const timer = setInterval(ask, askEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <section class="sheet-part">
      <h3>{say('phone.heard')}</h3>
      <p>
        {isHeard.value === undefined ? (
          <span class="quiet">{say('list.loading')}</span>
        ) : (
          <Badge state={isHeard.value ? 'ok' : 'offline'}>
            {say(isHeard.value ? 'phone.listens' : 'phone.listensNot')}
          </Badge>
        )}
      </p>
    </section>
  );
}

function SoundTest() {
  const { say, alerts, shift, isWorker } = usePage();
  const isAwake = shift.isAwake.value;
  const darkens = isWorker && !shift.begun.value ? 'untilShift' : 'darkens';
  const awake = isAwake === undefined ? 'impossible' : isAwake ? 'stays' : darkens;
  const heard = useSignal<'untried' | 'rang' | 'refused'>('untried');
  const test = async () => {
    heard.value = (await alerts.bell.prepare()) ? 'rang' : 'refused';
    alerts.bell.ring(false);
  };
  return (
    <section class="sheet-part">
      <h3>{say('phone.sound')}</h3>
      <button type="button" class="button wide" onClick={() => void test()}>
        {say('phone.test')}
      </button>
      <p class="quiet" role="status">
        {heard.value !== 'untried' && say(`phone.sound.${heard.value}`)}
      </p>
      <p class="quiet">{say(`phone.awake.${awake}`)}</p>
    </section>
  );
}
