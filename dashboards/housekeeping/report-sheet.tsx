// What no sensor can see, reported by the person who stands in front of it: it becomes a task like any guest's request. Without a
// signal it waits with the taps.
import { useSignal } from '@preact/signals';
import type { Outbox } from '../shared/outbox/outbox.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';

const requests = [
  'towels',
  'water',
  'cleaning',
  'pillow',
  'repair',
  'leak',
  'lamp',
  'smell',
  'noise',
  'damage',
  'pests',
  'lost-property',
] as const;

interface ReportSheetProps {
  readonly outbox: Outbox;
  onClose(): void;
}

export function ReportSheet({ outbox, onClose }: ReportSheetProps) {
  const { say, sayCode, spaces, placeName } = usePage();

  const isUnknown = useSignal(false);

  function send(form: HTMLFormElement): void {
    const given = new FormData(form);
    const note = String(given.get('note')).trim();
    const named = String(given.get('space')).trim();
    const space = spaces.find(({ id }) => id === named || placeName(id) === named)?.id;
    isUnknown.value = space === undefined;
    if (space === undefined) return;
    void outbox.report({
      space,
      request: String(given.get('request')),
      channel: 'staff',
      ...(note !== '' && { note }),
    });
    onClose();
  }

  return (
    <Sheet title={say('report.title')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          send(event.currentTarget);
        }}
      >
        <label>
          <span>{say('report.space')}</span>
          <input name="space" list="report-spaces" required autocomplete="off" maxLength={63} />
          <datalist id="report-spaces">
            {spaces.map(({ id }) => (
              <option key={id} value={id}>
                {placeName(id)}
              </option>
            ))}
          </datalist>
        </label>
        <fieldset class="chips">
          <legend>{say('report.what')}</legend>
          {requests.map((request, index) => (
            <label key={request} class="chip">
              <input type="radio" name="request" value={request} required defaultChecked={index === 0} />
              {sayCode('request', request)}
            </label>
          ))}
        </fieldset>
        <label>
          <span>{say('report.note')}</span>
          <input name="note" maxLength={500} autocomplete="off" />
        </label>
        <p class="form-problem" role="alert">
          {isUnknown.value && say('report.unknownSpace')}
        </p>
        <button type="submit" class="button primary wide">
          {say('report.send')}
        </button>
      </form>
    </Sheet>
  );
}
