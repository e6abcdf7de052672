// A promise of service: its one number, never alone, with its figures, its budget, and where both come from.

import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { ServiceStandard } from '../../gateway/api/contract/standard.ts';
import { sayPhrase } from '../shared/i18n/phrase.ts';
import { usePage } from '../shared/ui/page.ts';
import { EditLink } from './edit-link.tsx';
import { BudgetFact, HeadFact } from './head-fact.tsx';
import { OwnerSource } from './owner-source.tsx';
import { RateBar } from './rate-bar.tsx';
import { figurePhrases } from './standard-figures.ts';
import { StandingBadge } from './standing-badge.tsx';
import { judgedDraws, standingOf } from './view-model.ts';

interface ServiceHeadProps {
  readonly row: ComplianceRow | undefined;
  readonly standard: ServiceStandard;
}

export function ServiceHead({ row, standard }: ServiceHeadProps) {
  const { say, sayCode } = usePage();
  const { targetShare } = standard;
  const standing = row === undefined ? 'nothing-due' : standingOf(row, targetShare);
  return (
    <section class="panel head-panel">
      <div class="head-number">
        <h2>{sayCode('standard', standard.id)}</h2>
        <p class="head-promise">{standard.version === 1 ? sayCode('promise', standard.id) : standard.promise}</p>
        {row?.rate != null ? (
          <p class="rate-large">{say('number.percent', { n: row.rate })}</p>
        ) : (
          <p class="rate-large rate-none">{say(`standing.${standing}`)}</p>
        )}
        {row && row.rate !== null && (
          <>
            <StandingBadge standing={standing} />
            <RateBar row={row} targetShare={targetShare} />
            <p class="quiet">
              {say('service.interval', { n: judgedDraws(row), low: row.low ?? 0, high: row.high ?? 1 })}
            </p>
          </>
        )}
      </div>
      <div>
        {row && (
          <dl class="head-facts">
            <HeadFact name={say('count.met')} value={say('number.whole', { n: row.met })} />
            <HeadFact name={say('count.missed')} value={say('number.whole', { n: row.missed })} />
            <HeadFact name={say('cell.no-evidence')} value={say('number.whole', { n: row.noEvidence })} />
            <HeadFact
              name={say('compliance.coverage')}
              value={row.coverage === null ? '–' : say('number.percent', { n: row.coverage })}
              note={say('service.coverageNote')}
            />
            {row.p50 !== null && (
              <HeadFact
                name={say('service.p50')}
                value={say('number.span', { ms: row.p50 * 1000 })}
                note={row.p95 === null ? undefined : say('service.p95', { ms: row.p95 * 1000 })}
              />
            )}
            <BudgetFact row={row} targetShare={targetShare} />
          </dl>
        )}
        <p class="head-terms quiet">
          {figurePhrases(standard)
            .map((one) => sayPhrase(say, one))
            .join(' · ')}
          <br />
          <OwnerSource owner={standard.owner} source={standard.source} version={standard.version} />
        </p>
        <EditLink />
      </div>
    </section>
  );
}
