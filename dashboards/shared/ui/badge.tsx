// Sign, word and colour of a state.
import type { ComponentChildren } from 'preact';
import { Sign } from './sign.tsx';
import type { ThingState } from './thing-state.ts';

export function Badge({ state, children }: { readonly state: ThingState; readonly children: ComponentChildren }) {
  return (
    <span class={`badge is-${state}`}>
      <Sign of={state} />
      <span>{children}</span>
    </span>
  );
}
