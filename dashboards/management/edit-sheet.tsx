// A standard's figures as a form. What the hub refuses stands at its field; what it takes is a new version, and what was judged
// before keeps the one that it was judged under.
import { useSignal } from '@preact/signals';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { usePage } from '../shared/ui/page.ts';
import { Sheet } from '../shared/ui/sheet.tsx';
import { FormFields, focusFirstRefused, type Refused, sayProblems, sayRefusals } from './edit-field.tsx';
import { changeOf, editFields } from './edit-fields.ts';
import { isStale, StaleNote } from './stale-note.tsx';

interface EditSheetProps {
  readonly standard: AnyStandard;
  onChanged(): void;
  onClose(): void;
}

export function EditSheet({ standard, onChanged, onClose }: EditSheetProps) {
  const { say, sayCode, api } = usePage();
  const fields = editFields(standard);
  const given = useSignal<Readonly<Record<string, string>>>({});
  const refused = useSignal<Refused>(new Map());
  const isSending = useSignal(false);
  const isBehind = useSignal(false);
  const change = changeOf(standard, given.value);
  const isUnchanged = Object.keys(change).length === 0;

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    refused.value = sayProblems(say, fields, given.value);
    if (refused.value.size > 0) return focusFirstRefused(refused.value);
    isSending.value = true;
    const answer = await api.send('PUT', `/standards/${standard.id}`, { ...change, version: standard.version });
    isSending.value = false;
    if (answer.ok) {
      onChanged();
      onClose();
      return;
    }
    isBehind.value = isStale(answer);
    if (isBehind.value) return;
    refused.value =
      answer.status === 0 ? new Map([['', say('list.failed')]]) : sayRefusals(say, fields, answer.problem);
    focusFirstRefused(refused.value);
  }

  return (
    <Sheet title={say('edit.title', { name: sayCode('standard', standard.id) })} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void send(event)}>
        <p class="quiet">{say('edit.versions', { version: standard.version, next: standard.version + 1 })}</p>
        <FormFields fields={fields} given={given} refused={refused.value} />
        {isBehind.value ? (
          <StaleNote version={standard.version} lookAgain={onChanged} />
        ) : (
          <button type="submit" class="button primary" disabled={isUnchanged || isSending.value}>
            {say('edit.save', { version: standard.version + 1 })}
          </button>
        )}
      </form>
    </Sheet>
  );
}
