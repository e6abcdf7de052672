// What is said of a task again and again. Stored as codes, so that a note reads exactly right in every language.
import type { Task } from '../../../gateway/api/contract/task.ts';

/** Notes by what they are about, as the sheet offers them. */
export const commentGroups = {
  guest: [
    'no-answer',
    'guest-asked-later',
    'guest-in-shower',
    'guest-asleep',
    'guest-declined',
    'guest-complained',
    'guest-pleased',
    'guest-moved-out',
  ],
  need: [
    'needs-part',
    'needs-tool',
    'needs-key',
    'needs-linen',
    'needs-two',
    'needs-engineer',
    'out-of-stock',
    'on-my-way',
    'i-help',
  ],
  found: [
    'nothing-found',
    'leak-found',
    'damage-found',
    'dirt-found',
    'smell-found',
    'noise-found',
    'pests-found',
    'drain-blocked',
    'water-cold',
    'water-discoloured',
    'lamp-out',
    'item-missing',
    'lost-property',
  ],
  did: [
    'filled',
    'cleaned',
    'delivered',
    'repaired',
    'replaced',
    'valve-replaced',
    'cartridge-replaced',
    'strainer-cleaned',
    'pump-restarted',
    'device-restarted',
    'battery-replaced',
    'flushed',
    'handed-over',
    'guest-told',
  ],
} as const;

export type CommentCode = (typeof commentGroups)[keyof typeof commentGroups][number];

/** Why somebody cannot do it now. */
export const holdReasons = [
  'guest-asked-later',
  'guest-in-shower',
  'guest-asleep',
  'no-answer',
  'needs-part',
  'needs-key',
  'needs-linen',
  'needs-engineer',
  'other-task-first',
] as const;

const atOutlet = [
  'valve-replaced',
  'cartridge-replaced',
  'strainer-cleaned',
  'flushed',
  'repaired',
  'nothing-found',
] as const;
const inRoom = ['repaired', 'replaced', 'handed-over', 'nothing-found', 'guest-declined'] as const;

/** What came of it, where "done" alone says too little to who reads it later. */
const resultsByKind: Readonly<Partial<Record<Task['kind'], readonly CommentCode[]>>> = {
  'warm-up': ['pump-restarted', ...atOutlet],
  hygiene: atOutlet,
  scald: atOutlet,
  'device-fault': ['device-restarted', 'battery-replaced', 'replaced', 'repaired', 'nothing-found'],
  'device-offline': ['device-restarted', 'battery-replaced', 'replaced', 'nothing-found'],
};

/** What a guest asks for and what is brought says itself; what is mended does not. */
const mended: ReadonlySet<unknown> = new Set(['repair', 'leak']);

/** Empty where "done" says it all. */
export function resultsOf({ kind, evidence }: Pick<Task, 'kind' | 'evidence'>): readonly CommentCode[] {
  if (kind === 'request') return mended.has(evidence.at(-1)?.data['request']) ? inRoom : [];
  return resultsByKind[kind] ?? [];
}
