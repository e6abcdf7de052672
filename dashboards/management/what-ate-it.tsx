// What ate the budget: the misses by place, hour, day and cause, the largest first, each with its share of all of them.
import type { MissShare } from '../../gateway/api/contract/misses.ts';
import { usePage } from '../shared/ui/page.ts';
import { PlaceLink } from '../shared/ui/place-link.tsx';
import { useKeyName } from './key-name.ts';
import { nothingBehind } from './view-model.ts';

const kinds = ['space', 'floor', 'riser', 'hour', 'cause'] as const;

export function WhatAteIt({ shares, missed }: { readonly shares: readonly MissShare[]; readonly missed: number }) {
  const { say } = usePage();
  return (
    <section class="panel">
      <h2>{say('miss.title')}</h2>
      {missed === 0 ? (
        <p class="quiet">{say('miss.none')}</p>
      ) : (
        <div class="ate">
          {kinds.map((kind) => (
            <Kind key={kind} kind={kind} shares={shares.filter(({ by }) => by === kind)} />
          ))}
        </div>
      )}
    </section>
  );
}

function Kind({ kind, shares }: { readonly kind: (typeof kinds)[number]; readonly shares: readonly MissShare[] }) {
  const { say } = usePage();
  const keyName = useKeyName();
  if (shares.length === 0) return null;
  return (
    <div>
      <h3>{say(`miss.by.${kind}`)}</h3>
      <ol class="ate-list">
        {shares.map((share) => {
          const body = (
            <>
              <span>{keyName(share)}</span>
              <svg class="ate-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={100 * share.share} height="8" />
              </svg>
              <span class="number">{say('miss.count', { n: share.missed, share: share.share })}</span>
            </>
          );
          if (kind === 'hour' || kind === 'cause') return <li key={share.key}>{body}</li>;
          const target = { ...nothingBehind, by: kind, key: share.key };
          return (
            <li key={share.key}>
              <PlaceLink to={target}>{body}</PlaceLink>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
