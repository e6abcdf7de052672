// What no sensor can see, reported by the person who stands in front of it: it becomes a task like any guest's request.
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TakenRequest } from '../../gateway/api/contract/request.ts';
import { randomKey } from '../shared/outbox/action.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';

const requests = ['towels', 'water', 'cleaning', 'pillow', 'repair', 'leak'] as const;

export function ReportSheet({ onClose }: { onClose(): void }) {
  const { say, sayCode, api, spaces, placeName } = usePage();
  const problem = useSignal<string | undefined>(undefined);
  /** The same for every try of this report, so that a second try cannot make a second task. */
  const id = useMemo(randomKey, []);

  async function send(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const note = String(given.get('note')).trim();
    const answer = await api.send<TakenRequest>('POST', '/requests', {
      id,
      space: String(given.get('space')).trim(),
      request: String(given.get('request')),
      channel: 'staff',
      ...(note !== '' && { note }),
    });
    if (answer.ok) onClose();
    else
      problem.value =
        answer.status === 0 ? say('report.unreachable') : (answer.problem.detail ?? String(answer.status));
  }

  return (
    <Sheet title={say('report.title')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
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
          {problem.value}
        </p>
        <button type="submit" class="button primary wide">
          {say('report.send')}
        </button>
      </form>
    </Sheet>
  );
}
