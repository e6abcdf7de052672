// What a device was asked, by people and by the hub itself: why, what it answered, and whether it helped.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Command } from '../../gateway/api/contract/command.ts';
import { query } from '../shared/api/api.ts';
import { usePage } from '../shared/ui/page.ts';
import { commandLine } from './command-line.ts';

const shownAtMost = 10;
/** While an answer is awaited, ms. */
const answerEveryMs = 2_000;

interface CommandsAskedProps {
  readonly device: string;
  /** Rises when something was asked from this page. */
  readonly news: number;
}

export function CommandsAsked({ device, news }: CommandsAskedProps) {
  const { say, api, clock } = usePage();
  const asked = useSignal<readonly Command[]>([]);
  const awaits = asked.value.some(({ state }) => state === 'sent');
  useEffect(() => {
    const path = `/devices/${device}/commands${query({ limit: shownAtMost })}`;
    void api.get<{ readonly items: readonly Command[] }>(path).then((answer) => {
      if (answer.ok) asked.value = answer.body.items;
    });
  }, [api, device, asked, news, awaits ? Math.floor(clock.now.value / answerEveryMs) : 0]);
  if (asked.value.length === 0) return null;
  return (
    <section class="sheet-part">
      <h3>{say('device.commands')}</h3>
      <ul class="asked">
        {asked.value.map((command) => {
          const { what, why, became } = commandLine(command, say);
          return (
            <li key={command.id}>
              <time dateTime={command.sentAt}>{say('time.momentSeconds', { at: Date.parse(command.sentAt) })}</time>
              <strong>{what}</strong>
              <span class="quiet">{why}</span>
              <p>{became}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
