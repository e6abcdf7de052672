// Cannot do it now: why, and until when. It comes back by itself then, and the deadline runs on meanwhile.
import { useState } from 'preact/hooks';
import type { PhraseKey } from '../i18n/translator.ts';
import type { TapDetails } from '../outbox/action.ts';
import { usePage } from '../ui/page.ts';
import { holdReasons } from './coded-notes.ts';
import { holdChoices } from './hold-choices.ts';
import type { TaskCard } from './task-card.ts';

interface HoldPartProps {
  readonly card: TaskCard;
  hold(details: TapDetails): void;
}

const phrases: Readonly<Record<ReturnType<typeof holdChoices>[number]['id'], PhraseKey>> = {
  quarter: 'sheet.hold.quarter',
  hour: 'sheet.hold.hour',
  'guest-out': 'sheet.hold.guestOut',
  tomorrow: 'sheet.hold.tomorrow',
};

export function HoldPart({ card, hold }: HoldPartProps) {
  const { say, clock, property, session } = usePage();
  const [reason, setReason] = useState<string | undefined>(undefined);
  const choices = holdChoices(card, { now: clock.read(), timeZone: property.timeZone, role: session.role });
  const cut = choices.find(({ isCut }) => isCut);
  return (
    <details class="sheet-part fold">
      <summary>{say('sheet.hold.title')}</summary>
      <fieldset class="chips">
        <legend class="quiet">{say('sheet.hold.why')}</legend>
        {holdReasons.map((code) => (
          <label key={code} class="chip">
            <input type="radio" name="why" value={code} onChange={() => setReason(code)} />
            {say(`note.${code}`)}
          </label>
        ))}
      </fieldset>
      {reason !== undefined && (
        <div class="chips">
          {choices.map(({ id, until, heldFor }) => (
            <button
              key={id}
              type="button"
              class="chip"
              onClick={() =>
                hold({ note: reason, until: new Date(until).toISOString(), ...(heldFor !== undefined && { heldFor }) })
              }
            >
              {say(phrases[id])}
            </button>
          ))}
        </div>
      )}
      {cut !== undefined && <p class="quiet">{say('sheet.hold.limit', { at: cut.limitAt })}</p>}
    </details>
  );
}
