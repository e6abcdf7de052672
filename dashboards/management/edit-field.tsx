// One figure of a standard as a field of a form, with what the hub said against it.
import { useSayProof } from '../shared/touchpoint/say-proof.ts';
import { usePage } from '../shared/ui/page.ts';
import type { EditField } from './edit-fields.ts';

export const idOfField = (path: string) => `edit-${path.replaceAll('.', '-')}`;

interface FieldProps {
  readonly field: EditField;
  readonly value: string;
  readonly refused: string | undefined;
  onInput(text: string): void;
}

export function FormField({ field: { path, kind, label }, value, refused, onInput }: FieldProps) {
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
  return (
    <label for={id}>
      <span>{said}</span>
      <input
        id={id}
        name={path}
        type="text"
        inputMode={kind === 'words' ? 'text' : kind === 'clock' ? 'numeric' : 'decimal'}
        value={value}
        aria-invalid={refused !== undefined}
        aria-describedby={`${id}-said`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span id={`${id}-said`} class="form-problem">
        {refused ?? ''}
      </span>
    </label>
  );
}
