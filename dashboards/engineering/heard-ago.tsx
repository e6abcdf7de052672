// When a device was last heard: "last changed" would hide a dead one.
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { usePage } from '../shared/ui/page.ts';
import { heardPhrase } from './heard-phrase.ts';

export function HeardAgo({ at }: { readonly at: string | null }) {
  const { say, clock } = usePage();
  if (at === null) return <span class="quiet">{say('heard.never')}</span>;
  return <span>{sayPhrase(say, heardPhrase(Date.parse(at), clock.now.value))}</span>;
}
