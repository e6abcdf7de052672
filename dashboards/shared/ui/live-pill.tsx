// How old is what this page shows, in words, at every moment.
import type { ReadonlySignal } from '@preact/signals';
import type { Say } from '../i18n/translator.ts';
import { type LinkFacts, type LinkState, linkState } from '../stream/link-state.ts';
import { usePage } from './page.ts';
import { Sign } from './sign.tsx';

export function LivePill({ facts }: { readonly facts: ReadonlySignal<LinkFacts> }) {
  const { say, clock } = usePage();
  return <AgePill say={say} link={linkState(facts.value, clock.now.value)} now={clock.now.value} />;
}

interface AgePillProps {
  readonly say: Say;
  readonly link: LinkState;
  /** By the hub's clock, Unix ms. */
  readonly now: number;
}

export function AgePill({ say, link, now }: AgePillProps) {
  switch (link.state) {
    case 'live':
      return (
        <span class="pill is-ok">
          <Sign of="ok" />
          {say('link.live', { at: now })}
        </span>
      );
    case 'reconnecting':
      return (
        <span class="pill is-silent" role="status">
          <Sign of="silent" />
          {say('link.reconnecting')}
        </span>
      );
    case 'offline':
      return (
        <span class="pill is-offline" role="status">
          <Sign of="offline" />
          {say('link.offline', { since: link.since })}
        </span>
      );
  }
}
