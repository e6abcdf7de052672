// The terms of a standard by their names, as each kind of promise has others. Pure.

export type Terms = Readonly<Record<string, unknown>>;

export function listOf(terms: Terms, name: string): readonly Terms[] {
  return (terms[name] ?? []) as readonly Terms[];
}

/** What a check looks at; '' where it looks at nothing that has a name. */
export function subjectOf({ reading, field }: Terms): string {
  return String(reading ?? field ?? '');
}

/** Whether water was hot is no figure: its limits are the standard of draws. */
export const yesOrNo = 'hot';
