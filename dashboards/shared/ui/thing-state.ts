// The six states of a thing. Each has a sign, a word and a colour: never the colour alone.
export const thingStates = ['ok', 'watch', 'fault', 'work', 'silent', 'offline'] as const;
export type ThingState = (typeof thingStates)[number];

/** Most urgent first; silence ranks before a mere trend, since it hides what it hides. */
const urgency: readonly ThingState[] = ['fault', 'offline', 'silent', 'watch', 'work', 'ok'];

export function byUrgency(one: ThingState, other: ThingState): number {
  return urgency.indexOf(one) - urgency.indexOf(other);
}

export function worstOf(states: readonly ThingState[]): ThingState | undefined {
  return [...states].sort(byUrgency)[0];
}
