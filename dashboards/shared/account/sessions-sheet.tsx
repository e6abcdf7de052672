// Where a person is signed in, and signing out there: a phone that was left somewhere, or everything but this one.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RunningSession } from '../../../gateway/api/contract/session.ts';
import { usePage } from '../ui/page.ts';
import { Sheet } from '../ui/sheet.tsx';
import { systemOf } from './system-of.ts';

interface SessionsSheetProps {
  onClose(): void;
}

export function SessionsSheet({ onClose }: SessionsSheetProps) {
  const { say, api } = usePage();
  const sessions = useSignal<readonly RunningSession[]>([]);
  const failed = useSignal(false);

  async function load(): Promise<void> {
    const answer = await api.get<{ readonly items: readonly RunningSession[] }>('/sessions?limit=1000');
    failed.value = !answer.ok;
    if (answer.ok) sessions.value = answer.body.items;
  }
  async function end(path: string): Promise<void> {
    await api.send('DELETE', path);
    await load();
  }
  useEffect(() => {
    void load();
  }, []);

  const hasOthers = sessions.value.some(({ current }) => !current);
  return (
    <Sheet title={say('sessions.title')} onClose={onClose}>
      {failed.value && <p role="status">{say('list.failed')}</p>}
      <ul class="sessions">
        {sessions.value.map(({ id, agent, address, startedAt, current }) => (
          <li key={id}>
            <span>
              <strong>{systemOf(agent) ?? say('sessions.unknown')}</strong>
              <span class="quiet">
                {say('time.since', { at: Date.parse(startedAt) })}
                {address !== null && ` · ${address}`}
              </span>
            </span>
            {current ? (
              <span class="quiet">{say('sessions.this')}</span>
            ) : (
              <button type="button" class="button" onClick={() => void end(`/sessions/${id}`)}>
                {say('sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {hasOthers && (
        <button type="button" class="button wide" onClick={() => void end('/sessions')}>
          {say('sessions.endOthers')}
        </button>
      )}
    </Sheet>
  );
}
