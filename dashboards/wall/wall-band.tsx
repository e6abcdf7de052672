// One thing that is wrong, across the whole width.
import type { Translator } from '../shared/i18n/translator.ts';
import { Sign } from '../shared/ui/sign.tsx';
import type { Band } from './view-model.ts';

export function WallBand({ band, words: { say, sayCode } }: { readonly band: Band; readonly words: Translator }) {
  const { state, text, roles = [], detail } = band;
  const named = roles.map((role) => sayCode('role', role)).join(say('list.separator'));
  return (
    <p class={`wall-band is-${state}`}>
      <Sign of={state} />
      <span>
        {say(text.key, { ...text.values, roles: named })}
        {detail !== undefined && (
          <small class="block" lang="en">
            {detail}
          </small>
        )}
      </span>
    </p>
  );
}
