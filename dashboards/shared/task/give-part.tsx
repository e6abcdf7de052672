// Give it to somebody who is on duty.
import { useEffect, useState } from 'preact/hooks';
import type { Duty } from '../../../gateway/api/contract/dispatch.ts';
import type { Task } from '../../../gateway/api/contract/task.ts';
import { query } from '../api/api.ts';
import { usePage } from '../ui/page.ts';

interface GivePartProps {
  readonly task: Task;
  give(user: string): void;
}

export function GivePart({ task, give }: GivePartProps) {
  const { say, api, session } = usePage();
  const [opened, setOpened] = useState(false);
  const [people, setPeople] = useState<readonly string[] | 'unreachable' | undefined>(undefined);
  useEffect(() => {
    if (!opened) return;
    void api.get<Duty>(`/dispatch/duty${query({ role: task.role })}`).then((answer) => {
      setPeople(answer.ok ? answer.body.people.map(({ user }) => user) : 'unreachable');
    });
  }, [opened]);
  const others = Array.isArray(people) ? people.filter((user) => user !== task.assignee) : [];
  return (
    <details class="sheet-part fold" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{say('sheet.give.title')}</summary>
      {people === 'unreachable' && <p class="quiet">{say('sheet.give.unreachable')}</p>}
      {Array.isArray(people) && others.length === 0 && <p class="quiet">{say('sheet.give.nobody')}</p>}
      <div class="chips">
        {others.map((user) => (
          <button key={user} type="button" class="chip" onClick={() => give(user)}>
            {user === session.user ? say('sheet.give.me') : user}
          </button>
        ))}
      </div>
    </details>
  );
}
