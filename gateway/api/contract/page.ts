// Lists: `?limit=&cursor=` asks, `{items, next}` answers, newest first unless a list says otherwise.
import { z } from 'zod';
import { shown } from '../../domain/shown-value.ts';

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** `next` of the page before. */
  cursor: z.string().min(1).max(500).optional(),
});

/** `next` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** One or more of `values`: `?state=open,accepted` and `?state=open&state=accepted` say the same. */
export function severalOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.union([z.string(), z.array(z.string())]).transform((given, context): Values[number][] => {
    const words = typeof given === 'string' ? given.split(',') : given;
    const strange = words.find((word) => !values.includes(word));
    if (strange === undefined) return words;
    context.addIssue(`${shown(strange)} is none of ${values.join(', ')}`);
    return z.NEVER;
  });
}
