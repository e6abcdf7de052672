// Who told it, in words; a device leads to its page for those who may open it.
import { pagesOf } from '../state/home.ts';
import { usePage } from '../ui/page.ts';
import { sourceOf } from './proof-words.ts';

export function SourceName({ source }: { readonly source: string }) {
  const { say, sayCode, session } = usePage();
  const { kind, name } = sourceOf(source);
  if (kind === 'device' && pagesOf(session.role).includes('engineering')) {
    return <a href={`/engineering?device=${encodeURIComponent(name)}`}>{say('source.device', { name })}</a>;
  }
  return <>{sayCode('source', kind, { name })}</>;
}
