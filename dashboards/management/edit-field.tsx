// The figures of a standard as fields of a form, each with what the hub said against it.
import type { Signal } from '@preact/signals';
import type { Problem } from '../../gateway/api/contract/problem.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { withMarkOf } from '../shared/i18n/read-number.ts';
import type { Say } from '../shared/i18n/translator.ts';
import { useSayProof } from '../shared/touchpoint/say-proof.ts';
import { usePage } from '../shared/ui/page.ts';
import { type EditField, problemsOf, refusalsOf } from './edit-fields.ts';

const idOfField = (path: string) => `edit-${path.replaceAll('.', '-')}`;

interface FormFieldsProps {
  readonly fields: readonly EditField[];
  /** What was typed, by path; a field that is not among it shows its own figure. */
  readonly given: Signal<Readonly<Record<string, string>>>;
  readonly refused: Refused;
}

/** What is wrong, said, by path; '' holds what belongs to no field. */
export type Refused = ReadonlyMap<string, string>;

/** What cannot be meant, before the hub is asked. */
export function sayProblems(say: Say, fields: readonly EditField[], given: Readonly<Record<string, string>>): Refused {
  return new Map([...problemsOf(fields, given)].map(([path, problem]) => [path, sayPhrase(say, problem)]));
}

/** What the hub would not take: its own words stand in the page's. */
export function sayRefusals(say: Say, fields: readonly EditField[], problem: Partial<Problem>): Refused {
  return new Map([...refusalsOf(fields, problem)].map(([path, detail]) => [path, say('edit.refused', { detail })]));
}

export function FormFields({ fields, given, refused }: FormFieldsProps) {
  const language = usePage().language.value;
  return (
    <>
      {fields.map((field) => (
        <FormField
          key={field.path}
          field={field}
          value={given.value[field.path] ?? shownValue(field, language)}
          refused={refused.get(field.path)}
          onInput={(text) => {
            given.value = { ...given.value, [field.path]: text };
          }}
        />
      ))}
      <p class="form-problem" role="alert">
        {refused.get('') ?? ''}
      </p>
    </>
  );
}

export function focusFirstRefused(refused: Refused): void {
  const [first] = refused.keys();
  document.getElementById(idOfField(first ?? ''))?.focus();
}

function shownValue({ kind, value }: EditField, language: string): string {
  return kind === 'number' || kind === 'percent' ? withMarkOf(language, value) : value;
}

const inputModes = { number: 'decimal', percent: 'decimal', clock: 'numeric', words: 'text' } as const;

interface FieldProps {
  readonly field: EditField;
  readonly value: string;
  readonly refused: string | undefined;
  onInput(text: string): void;
}

function FormField({ field: { path, kind, label }, value, refused, onInput }: FieldProps) {
  const { say } = usePage();
  const sayProof = useSayProof();
  const id = idOfField(path);
  const said = sayProof(label);
  if (kind === 'switch') {
    return (
      <div>
        <p>{said}</p>
        <fieldset class="choice" aria-label={said}>
          {['true', 'false'].map((one) => (
            <button key={one} type="button" aria-pressed={value === one} onClick={() => onInput(one)}>
              {say(one === 'true' ? 'edit.on' : 'edit.off')}
            </button>
          ))}
        </fieldset>
      </div>
    );
  }
  const shared = {
    id,
    name: path,
    value,
    'aria-invalid': refused !== undefined,
    'aria-describedby': `${id}-said`,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <label for={id}>
      <span>{said}</span>
      {kind === 'sentence' ? (
        <textarea rows={3} {...shared} />
      ) : (
        <input type="text" inputMode={inputModes[kind]} {...shared} />
      )}
      <span id={`${id}-said`} class="form-problem">
        {refused ?? ''}
      </span>
    </label>
  );
}
