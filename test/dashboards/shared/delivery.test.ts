// How far a task has come, and whether this screen's look at it is waited for.
import { describe, expect, test } from 'vitest';
import { delivery } from '../../../dashboards/shared/delivery/delivery.ts';
import { waitsToBeShown } from '../../../dashboards/shared/delivery/shown.ts';
import type { Task, TaskHistoryEntry } from '../../../gateway/api/contract/task.ts';
import { aTask, minutesFromNow, now } from './task-builder.ts';

type Step = readonly [step: string, to: Task['state'], by?: string];

/** A minute apart; the first at `now`. */
function history(...steps: readonly Step[]): TaskHistoryEntry[] {
  return steps.map(([step, to, by = 'hub'], nth) => ({
    at: minutesFromNow(nth),
    tappedAt: null,
    step,
    by,
    from: steps[nth - 1]?.[1] ?? null,
    to,
    note: null,
    assignee: null,
  }));
}

describe('the way of a task', () => {
  test.each<[string, readonly Step[], readonly string[]]>([
    ['sent, and on no screen', [['open', 'open']], ['sent 0']],
    [
      'all of it',
      [
        ['open', 'open'],
        ['show', 'open', 'li'],
        ['accept', 'accepted', 'li'],
        ['start', 'started', 'li'],
        ['complete', 'done', 'li'],
        ['verify', 'verified'],
      ],
      ['sent 0', 'shown 1 li', 'taken 2 li', 'started 3 li', 'done 4 li', 'verified 5'],
    ],
    [
      'begun at once is taken by the same tap',
      [
        ['open', 'open'],
        ['start', 'started', 'li'],
      ],
      ['sent 0', 'taken 1 li', 'started 1 li'],
    ],
    [
      'given back: it has to be shown anew',
      [
        ['open', 'open'],
        ['show', 'open', 'li'],
        ['accept', 'accepted', 'li'],
        ['release', 'open', 'li'],
      ],
      ['sent 0'],
    ],
    [
      'sent to somebody else',
      [
        ['open', 'open'],
        ['show', 'open', 'li'],
        ['dispatch', 'open'],
      ],
      ['sent 2'],
    ],
    [
      'an escalation that takes nothing from anybody changes nothing',
      [
        ['open', 'open'],
        ['accept', 'accepted', 'li'],
        ['escalate', 'accepted'],
      ],
      ['sent 0', 'taken 1 li'],
    ],
    [
      'the sensor says no: to be done again',
      [
        ['open', 'open'],
        ['start', 'started', 'li'],
        ['complete', 'done', 'li'],
        ['reopen', 'reopened'],
      ],
      ['sent 0'],
    ],
  ])('%s', (_what, steps, expected) => {
    const said = delivery({ history: history(...steps) })
      .filter(({ at }) => at !== undefined)
      .map(({ step, at = 0, by }) => [step, (at - now) / 60_000, by].filter((one) => one !== undefined).join(' '));
    expect(said).toEqual(expected);
  });
});

describe('a look at a card is waited for', () => {
  const li = { user: 'li', role: 'housekeeping' };
  const sentTo = (...people: string[]): Task['dispatchedTo'] => ({ tier: 'duty', people, reason: 'on-duty' });
  test.each<[string, Partial<Task>, boolean]>([
    ['new and sent to me', { dispatchedTo: sentTo('li', 'mei') }, true],
    ['new and sent to others', { dispatchedTo: sentTo('mei') }, false],
    ['new and of my whole role', { role: 'housekeeping', dispatchedTo: sentTo() }, true],
    ['new and of another role', { role: 'engineer', dispatchedTo: sentTo() }, false],
    ['shown before', { dispatchedTo: sentTo('li'), shownAt: minutesFromNow(-5) }, false],
    [
      'shown before, and given back since',
      {
        dispatchedTo: sentTo('li'),
        shownAt: minutesFromNow(-5),
        history: history(['open', 'open'], ['accept', 'accepted', 'li'], ['release', 'open', 'li']),
      },
      true,
    ],
    ['taken', { state: 'accepted', dispatchedTo: sentTo('li') }, false],
  ])('%s: %#', (_what, parts, waits) => {
    expect(waitsToBeShown(aTask(parts), li)).toBe(waits);
  });
});
