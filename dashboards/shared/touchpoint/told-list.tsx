// What was told, in its order: what happened, where, by whom; each with the fields that came with it.
import type { Touchpoint } from '../../../gateway/api/contract/touchpoint.ts';
import { usePage } from '../ui/page.ts';
import { useFigureName } from './say-proof.ts';
import { SourceName } from './source-name.tsx';

/** Of no meaning outside the hub; the raw record has them. */
const ofTheHub: ReadonlySet<string> = new Set(['clock', 'task', 'standard']);

/** How the type of what was a slip ends. */
const slip = '-taken-back';

export function ToldList({ events }: { readonly events: readonly Touchpoint[] }) {
  const { say, sayCode, placeName } = usePage();
  const figureName = useFigureName();
  return (
    <ul class="told">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at}>{say('time.momentSeconds', { at: Date.parse(event.at) })}</time>
          <strong>{whatIn(event)}</strong>
          {event.space !== null && <span>{placeName(event.space)}</span>}
          <span class="quiet">
            <SourceName source={event.source} />
          </span>
          <span class="quiet told-fields">{fieldsOf(event)}</span>
        </li>
      ))}
    </ul>
  );

  function whatIn({ type }: Touchpoint): string {
    return type.endsWith(slip)
      ? say('told.takenBack', { what: sayCode('told', type.slice(0, -slip.length)) })
      : sayCode('told', type);
  }

  function fieldsOf({ evidence }: Touchpoint): string {
    return Object.entries(evidence)
      .filter(([name, value]) => value !== null && !ofTheHub.has(name))
      .map(([name, value]) =>
        say('told.field', {
          name: figureName(name),
          value: typeof value === 'number' ? value : wordOf(name, String(value)),
        }),
      )
      .join(say('list.separator'));
  }

  function wordOf(field: string, value: string): string {
    switch (field) {
      case 'request':
        return sayCode('request', value);
      case 'channel':
        return sayCode('channel', value);
      default:
        return sayCode('word', value);
    }
  }
}
