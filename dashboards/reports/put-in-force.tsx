// From trying to promising: the tried figures become the next version from this moment on. What was judged keeps its version.
import { useSignal } from '@preact/signals';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { refusalsOf } from '../management/edit-fields.ts';
import { isStale, StaleNote } from '../management/stale-note.tsx';
import { usePage } from '../shared/ui/page.ts';

interface PutInForceProps {
  readonly standard: AnyStandard;
  readonly terms: Readonly<Record<string, unknown>>;
  onChanged(): void;
}

export function PutInForce({ standard, terms, onChanged }: PutInForceProps) {
  const { say, api, clock, place } = usePage();
  const refused = useSignal('');
  const isSending = useSignal(false);
  const isBehind = useSignal(false);
  const { id, ...change } = terms;

  async function put(): Promise<void> {
    isSending.value = true;
    const answer = await api.send('PUT', `/standards/${String(id)}`, { ...change, version: standard.version });
    isSending.value = false;
    if (answer.ok) {
      onChanged();
      place.go({ whatif: undefined, try: undefined });
      return;
    }
    isBehind.value = isStale(answer);
    if (isBehind.value) return;
    refused.value = answer.status === 0 ? say('list.failed') : [...refusalsOf([], answer.problem).values()].join(' ');
  }

  return (
    <section class="panel">
      <p>{say('whatif.inForceNote', { version: standard.version, next: standard.version + 1 })}</p>
      <p class="form-problem" role="alert">
        {refused.value}
      </p>
      {isBehind.value ? (
        <StaleNote version={standard.version} lookAgain={onChanged} />
      ) : (
        <button type="button" class="button primary" disabled={isSending.value} onClick={() => void put()}>
          {say('whatif.makeStandard', { at: clock.now.value })}
        </button>
      )}
    </section>
  );
}
