// Both answers: as recorded, and as it would have been; of the whole period and day by day, each with what it stands on.

import type { ComplianceRow } from '../../gateway/api/contract/compliance.ts';
import type { Replay, ReplayFigures, ReplayRow } from '../../gateway/api/contract/replay.ts';
import { RateBar } from '../management/rate-bar.tsx';
import { StandingBadge } from '../management/standing-badge.tsx';
import { judgedDraws, standingOf } from '../management/view-model.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { ChangedVerdicts } from './changed-verdicts.tsx';

interface WhatIfAnswerProps {
  readonly replay: Replay;
  readonly recordedShare: number;
  readonly triedShare: number;
}

export function WhatIfAnswer({ replay, recordedShare, triedShare }: WhatIfAnswerProps) {
  const { say } = usePage();
  const count = replay.of === 'draws' ? replay.draws : replay.cells;
  if (count === 0) return <Notice state="silent">{say('whatif.nothingOnRecord')}</Notice>;
  const asRow = (figures: ReplayFigures): ComplianceRow => ({ ...figures, key: '', of: replay.of });
  return (
    <>
      <section class="panel what-if-sides" aria-label={say('whatif.both')}>
        <Side name={say('whatif.recorded')} row={asRow(replay.before)} targetShare={recordedShare} />
        <Side name={say('whatif.wouldBe')} row={asRow(replay.after)} targetShare={triedShare} />
      </section>
      {replay.of === 'service' && replay.beyondRecord > 0 && (
        <Notice state="watch">{say('whatif.beyondRecord', { n: replay.beyondRecord })}</Notice>
      )}
      <section class="panel">
        <h2>{say('whatif.byDay')}</h2>
        <table class="table what-if-days">
          <thead>
            <tr>
              <th scope="col">{say('compliance.by.day')}</th>
              <th scope="col" class="number">
                {say('whatif.recorded')}
              </th>
              <th scope="col" class="wide-only">
                {say('compliance.intervalColumn')}
              </th>
              <th scope="col" class="number">
                {say('whatif.wouldBe')}
              </th>
              <th scope="col" class="wide-only">
                {say('compliance.intervalColumn')}
              </th>
              <th scope="col" class="number">
                {say('whatif.misses')}
              </th>
            </tr>
          </thead>
          <tbody>
            {replay.byDay.map((day) => (
              <Day key={day.key} day={day} asRow={asRow} shares={[recordedShare, triedShare]} />
            ))}
          </tbody>
        </table>
      </section>
      <ChangedVerdicts replay={replay} />
    </>
  );
}

interface SideProps {
  readonly name: string;
  readonly row: ComplianceRow;
  readonly targetShare: number;
}

function Side({ name, row, targetShare }: SideProps) {
  const { say } = usePage();
  return (
    <div>
      <h3>{name}</h3>
      <p class={`rate-large${row.rate === null ? ' rate-none' : ''}`}>
        {row.rate === null ? say('standing.no-evidence') : say('number.percent', { n: row.rate })}
      </p>
      <StandingBadge standing={standingOf(row, targetShare)} />
      <RateBar row={row} targetShare={targetShare} />
      <p>{say('whatif.counts', { n: judgedDraws(row), missed: row.missed })}</p>
      {row.low !== null && row.high !== null && (
        <p class="quiet">{say('whatif.interval', { low: row.low, high: row.high, share: targetShare })}</p>
      )}
    </div>
  );
}

interface DayProps {
  readonly day: ReplayRow;
  readonly asRow: (figures: ReplayFigures) => ComplianceRow;
  readonly shares: readonly [number, number];
}

function Day({ day, asRow, shares: [recordedShare, triedShare] }: DayProps) {
  const { say } = usePage();
  const rate = ({ rate: share }: ReplayFigures) => (share === null ? '–' : say('number.percent', { n: share }));
  return (
    <tr>
      <td class="strong">
        {day.key === '' ? say('compliance.noPlace') : say('time.day', { at: Date.parse(day.key) })}
      </td>
      <td class="number">{rate(day.before)}</td>
      <td class="wide-only">
        <RateBar row={asRow(day.before)} targetShare={recordedShare} />
      </td>
      <td class="number strong">{rate(day.after)}</td>
      <td class="wide-only">
        <RateBar row={asRow(day.after)} targetShare={triedShare} />
      </td>
      <td class="number">{say('whatif.fromTo', { from: day.before.missed, to: day.after.missed })}</td>
    </tr>
  );
}
