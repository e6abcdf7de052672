// What was just tapped, and ten seconds to take it back.
import { useEffect, useState } from 'preact/hooks';
import type { Task, TaskAction } from '../../../gateway/api/contract/task.ts';
import { usePage } from '../ui/page.ts';

export interface UndoOffer {
  readonly task: Task;
  readonly action: TaskAction | 'photo';
  /** Phone's clock, Unix ms. */
  readonly at: number;
}

const offeredMs = 10_000;

interface UndoBarProps {
  readonly offer: UndoOffer;
  undo(task: Task): void;
  onOver(): void;
}

export function UndoBar({ offer, undo, onOver }: UndoBarProps) {
  const { say, placeName } = usePage();
  const { task, action, at } = offer;
  const [secondsLeft, setSecondsLeft] = useState(offeredMs / 1000);
  useEffect(() => {
    const timer = setInterval(() => {
      const leftMs = at + offeredMs - Date.now();
      if (leftMs <= 0) onOver();
      else setSecondsLeft(Math.ceil(leftMs / 1000));
    }, 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="undo-bar">
      <span role="status">{say(`undo.${action}` as 'undo.accept', { space: placeName(task.space) })}</span>
      <button type="button" class="button" onClick={() => undo(task)}>
        {say('undo.undo')}
        <span class="count" aria-hidden="true">
          {say('number.whole', { n: secondsLeft })}
        </span>
      </button>
    </div>
  );
}
