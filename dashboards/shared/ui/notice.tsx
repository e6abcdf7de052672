// What stands where a list has nothing to show, or could not be loaded. Never a bare blank.
import type { ComponentChildren } from 'preact';
import { usePage } from './page.ts';
import { Sign } from './sign.tsx';
import type { ThingState } from './thing-state.ts';

interface NoticeProps {
  readonly state: ThingState;
  readonly children: ComponentChildren;
}

export function Notice({ state, children }: NoticeProps) {
  return (
    <div class="notice">
      <span class={`notice-sign is-${state}`}>
        <Sign of={state} />
      </span>
      <div>{children}</div>
    </div>
  );
}

interface ListStateProps {
  readonly state: 'waiting' | 'loaded' | 'failed';
  retry(): void;
}

/** Before the first answer, and after one that failed; nothing once the list is there. */
export function ListState({ state, retry }: ListStateProps) {
  const { say } = usePage();
  if (state === 'waiting') return <div class="skeleton" role="status" aria-label={say('list.loading')} />;
  if (state === 'loaded') return null;
  return (
    <Notice state="offline">
      <p>{say('list.failed')}</p>
      <button type="button" class="button" onClick={retry}>
        {say('list.retry')}
      </button>
    </Notice>
  );
}
