// The one number, never alone: with how many draws it stands on, how sure it is, and how much was not seen at all.

import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { AnyStandard } from '../../gateway/api/contract/standard.ts';
import { usePage } from '../shared/ui/page.ts';
import { EditLink } from './edit-link.tsx';
import { BudgetFact, HeadFact } from './head-fact.tsx';
import { OwnerSource } from './owner-source.tsx';
import { ownerOfDraws } from './promise-lines.ts';
import { RateBar } from './rate-bar.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { judgedDraws, standingOf } from './view-model.ts';

interface ComplianceHeadProps {
  readonly row: ComplianceRow | undefined;
  readonly standard: AnyStandard | undefined;
  readonly targetShare: number;
}

export function ComplianceHead({ row, standard, targetShare }: ComplianceHeadProps) {
  const { say } = usePage();
  const standing = row === undefined ? 'no-evidence' : standingOf(row, targetShare);
  return (
    <section class="panel head-panel">
      <div class="head-number">
        <p class="head-promise">
          {standard?.of === 'draws' &&
            say(standard.below ? 'compliance.promiseCold' : 'compliance.promise', {
              target: standard.target,
              limit: standard.limit,
              share: targetShare,
            })}
        </p>
        {row?.rate != null ? (
          <p class="rate-large">{say('number.percent', { n: row.rate })}</p>
        ) : (
          <p class="rate-large rate-none">{say('standing.no-evidence')}</p>
        )}
        {row && row.rate !== null && (
          <>
            <StandingBadge standing={standing} />
            <RateBar row={row} targetShare={targetShare} />
            <p class="quiet">
              {say('compliance.interval', { n: judgedDraws(row), low: row.low ?? 0, high: row.high ?? 1 })}
            </p>
          </>
        )}
      </div>
      <div>
        {row && (
          <dl class="head-facts">
            <HeadFact name={say('compliance.met')} value={say('number.whole', { n: row.met })} />
            <HeadFact name={say('compliance.missed')} value={say('number.whole', { n: row.missed })} />
            <HeadFact
              name={say('compliance.undetermined')}
              value={say('number.whole', { n: row.inconclusive + row.excluded })}
              note={say('compliance.undeterminedNote')}
            />
            <HeadFact
              name={say('compliance.coverage')}
              value={row.coverage === null ? '–' : say('number.percent', { n: row.coverage })}
              note={say('compliance.coverageNote')}
            />
            <HeadFact
              name={say('compliance.guest')}
              value={row.guestRate === null ? '–' : say('number.percent', { n: row.guestRate })}
              note={say('compliance.guestNote', { n: row.guestDraws })}
            />
            <HeadFact
              name={say('compliance.p50')}
              value={row.p50 === null ? '–' : say('number.secondsTenths', { n: row.p50 })}
              note={row.p95 === null ? undefined : say('compliance.p95Note', { p95: row.p95 })}
            />
            <HeadFact
              name={say('compliance.silentSpaces')}
              value={say('number.whole', { n: row.noEvidence })}
              note={say('compliance.silentNote')}
            />
            <BudgetFact row={row} targetShare={targetShare} />
          </dl>
        )}
        {standard && (
          <p class="head-terms quiet">
            <OwnerSource owner={ownerOfDraws} source={standard.source} version={standard.version} />
          </p>
        )}
        {standard && <EditLink />}
      </div>
    </section>
  );
}
